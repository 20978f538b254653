import type { Profile, Workload } from "../page/protocol";
import type { Detail, Row } from "../row";
import { figure, milliseconds } from "../statistics";

const MODELS = ["dot-product-bias", "collabnn"] as const;
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

/** Where the time of a step goes. */
export const profileRow: Row = {
  name: "profile",
  title: "Where the time of a step goes: batch 8,192, 32 factors, 10,000 users, 9,560 products",
  async run({ openPage, tell }) {
    const details: Detail[] = [];
    for (const backend of ["webgl", "wasm"] as const) {
      for (const model of MODELS) {
        const page = await openPage();
        const workload: Workload = {
          model,
          factors: 32,
          batchSize: 8192,
          users: 10_000,
          products: 9_560,
          tableUsers: 10_000,
        };
        const profile = await page.call("engine", "profile", { backend, workload, steps: STEPS });
        await page.close();
        details.push(describe(`${model} on ${backend}`, profile));
        tell(`${model} on ${backend}: ${milliseconds(profile.freeMs)} a step`);
      }
    }
    return { figures: [], details, broken: [] };
  },
};
