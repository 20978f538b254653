import type { Workload } from "../page/protocol";
import type { Bench, Figure, Row } from "../row";
import { figure, inTurn, milliseconds } from "../statistics";

const MOST = 1.15;
const FEW_USERS = 10_000;
const MANY_USERS = 1_157_633;
const BEYOND = "Rows that lie far apart share no memory pages, which a GPU in software feels; the draws are the same.";
/** Steps of a measurement: as many losses as the learners read at once. */
const STEPS = 16;
const MEASUREMENTS = 11;
const MODELS = ["dot-product-bias", "collabnn"] as const;

async function measure({ openPage, tell }: Bench, model: (typeof MODELS)[number]): Promise<Figure> {
  const page = await openPage();
  const time = (name: string) => page.call("engine", "time", { name, steps: STEPS });
  for (const tableUsers of [FEW_USERS, MANY_USERS]) {
    const workload: Workload = { model, factors: 32, batchSize: 8192, users: FEW_USERS, products: 9_560, tableUsers };
    await page.call("engine", "create", { name: String(tableUsers), workload });
    await time(String(tableUsers)); // compiles
  }
  const { a, b, ratio } = await inTurn(
    () => time(String(MANY_USERS)),
    () => time(String(FEW_USERS)),
    MEASUREMENTS,
  );
  await page.close();
  tell(`${model}: ${milliseconds(a)} at 1,157,633 users, ${milliseconds(b)} at 10,000`);
  return {
    what: `${model}: step at 1,157,633 users ÷ at 10,000`,
    figure: figure(ratio),
    asked: `≤ ${MOST}`,
    reached: ratio <= MOST,
    note: `Sides: ${milliseconds(a)} and ${milliseconds(b)}; ${MEASUREMENTS} pairs.${ratio > MOST ? ` ${BEYOND}` : ""}`,
  };
}

/** A step's cost must not know how many users there are. */
export const scaleRow: Row = {
  name: "scale",
  title: "A step does not know how many users there are",
  async run(bench) {
    const figures: Figure[] = [];
    for (const model of MODELS) figures.push(await measure(bench, model));
    return { figures, details: [], broken: [] };
  },
};
