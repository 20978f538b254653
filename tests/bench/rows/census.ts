import type { Figure, Row } from "../row";

const MODELS = ["dot-product-bias", "collabnn"] as const;
const HUNDREDS = 10;

/** Training must not leave anything behind on the GPU. */
export const censusRow: Row = {
  name: "census",
  title: "Tensors, textures and buffers over 1,000 WebGL steps at batch 64",
  async run({ openPage }) {
    const figures: Figure[] = [];
    const broken: string[] = [];
    for (const model of MODELS) {
      const page = await openPage();
      const workload = { model, factors: 32, batchSize: 64, users: 10_000, products: 1_000, tableUsers: 10_000 };
      const census = await page.call("engine", "census", { workload, hundreds: HUNDREDS });
      await page.close();
      for (const [what, counts] of Object.entries(census) as [string, number[]][]) {
        const constant = counts.every((count) => count === counts[0]);
        figures.push({
          what: `${model}: ${what}`,
          figure: constant ? String(counts[0]) : `${Math.min(...counts)} to ${Math.max(...counts)}`,
          asked: "constant",
          reached: constant,
          note: "",
        });
        if (!constant) broken.push(`${model}: the number of ${what} is not constant: ${counts.join(", ")}.`);
      }
    }
    return { figures, details: [], broken };
  },
};
