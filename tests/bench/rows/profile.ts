import type { Profile, Workload } from "../page/protocol";
import type { Bench, Detail, Row } from "../row";
import { figure, milliseconds } from "../statistics";

const MODELS = ["dot-product-bias", "collabnn"] as const;
type Model = (typeof MODELS)[number];
const STEPS = 40;

function describe(title: string, { pieces, freeMs }: Profile): Detail {
  const sum = pieces.reduce((total, { ms }) => total + ms, 0);
  const sorted = [...pieces].sort((a, b) => b.ms - a.ms);
  const [first, second] = sorted;
  const share = (ms: number) => `${Math.round((100 * ms) / sum)} %`;
  return {
    title,
    columns: ["Piece", "ms a step", "Share"],
    lines: [...sorted.map(({ name, ms }) => [name, figure(ms), share(ms)]), ["together", figure(sum), ""]],
    words:
      `Running free, a step takes ${milliseconds(freeMs)}. Next bottleneck: ${first.name} (${share(first.ms)}), ` +
      `then ${second.name} (${share(second.ms)}).`,
  };
}

/** The table's size, and how many of its users the batches draw from: all of them at full size. */
const FEW_USERS = 10_000;
const ALL_USERS = 1_157_633;

async function measure({ openPage, tell }: Bench, backend: "webgl" | "wasm", model: Model, users: number) {
  const page = await openPage();
  const workload: Workload = { model, factors: 32, batchSize: 8192, users, products: 9_560, tableUsers: users };
  const profile = await page.call("engine", "profile", { backend, workload, steps: STEPS });
  await page.close();
  const title = `${model} on ${backend}, ${users.toLocaleString("en")} users`;
  tell(`${title}: ${milliseconds(profile.freeMs)} a step`);
  return describe(title, profile);
}

/** Where the time of a step goes. */
export const profileRow: Row = {
  name: "profile",
  title: "Where the time of a step goes: batch 8,192, 32 factors, 9,560 products",
  async run(bench) {
    const details: Detail[] = [];
    for (const backend of ["webgl", "wasm"] as const) {
      for (const model of MODELS) details.push(await measure(bench, backend, model, FEW_USERS));
    }
    for (const model of MODELS) details.push(await measure(bench, "wasm", model, ALL_USERS));
    return { figures: [], details, broken: [] };
  },
};
