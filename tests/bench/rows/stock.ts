import type { Workload } from "../page/protocol";
import type { Bench, Figure, Row } from "../row";
import { figure, inTurn, milliseconds } from "../statistics";

interface Comparison {
  users: number;
  least: number;
  /** Steps of a measurement of stock tfjs, which may take seconds each. */
  stockSteps: number;
}

const COMPARISONS: Comparison[] = [
  { users: 10_000, least: 10, stockSteps: 3 },
  { users: 100_000, least: 100, stockSteps: 1 },
];
const OUR_STEPS = 64;

async function measure({ openPage, tell }: Bench, { users, least, stockSteps }: Comparison): Promise<Figure> {
  const workload: Workload = {
    model: "dot-product",
    factors: 16,
    batchSize: 1024,
    users,
    products: 1_000,
    tableUsers: users,
  };
  const page = await openPage();
  const ours = () => page.call("engine", "time", { name: "ours", steps: OUR_STEPS });
  const stock = () => page.call("stock", "time", { steps: stockSteps });
  await page.call("engine", "create", { name: "ours", workload });
  await page.call("stock", "create", { workload });
  await ours();
  await stock();
  const { a, b, ratio } = await inTurn(stock, ours);
  await page.close();
  const count = users.toLocaleString("en");
  tell(`${count} users: stock ${milliseconds(a)}, ours ${milliseconds(b)}`);
  return {
    what: `stock tfjs ÷ ours at ${count} users × 1,000 products`,
    figure: `${figure(ratio)}×`,
    asked: `≥ ${least}×`,
    reached: ratio >= least,
    note: `Sides: ${milliseconds(a)} and ${milliseconds(b)} a step.`,
  };
}

/** Stock tfjs against ours, both on WebGL. */
export const stockRow: Row = {
  name: "stock",
  title: "Dot product, 16 factors, batch 1,024, against stock tfjs on WebGL",
  async run(bench) {
    const figures: Figure[] = [];
    for (const comparison of COMPARISONS) figures.push(await measure(bench, comparison));
    return { figures, details: [], broken: [] };
  },
};
