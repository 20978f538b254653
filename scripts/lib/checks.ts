import { availableParallelism } from "node:os";
import { type ProgramResult, run } from "./run";
import { typescriptFiles } from "./sources";
import { structureBreaches } from "./structure";
import type { Tally } from "./tally";

export interface Check {
  name: string;
  run(): Promise<ProgramResult>;
  /** True where what it says is worth reading when all is well too. */
  isShown?: boolean;
}

const types = (part: "page" | "worker" | "node"): Check => ({
  name: `types of the ${part} code`,
  run: () => run("tsc", ["--project", `tsconfig.${part}.json`]),
});

/** What is checked without running the app. */
export const CHECKS: Check[] = [
  types("page"),
  types("worker"),
  types("node"),
  { name: "lint and format", run: () => run("biome", ["ci", "--error-on-warnings", "--colors=off"]) },
  { name: "no unused file, export or dependency", run: () => run("knip", ["--no-progress"]) },
  {
    name: "imports point one way, facts stand in their home",
    run: async () => {
      const breaches = structureBreaches(typescriptFiles("src"));
      return { code: breaches.length === 0 ? 0 : 1, output: breaches.map((line) => `${line}\n`).join("") };
    },
  },
];

/** As many at a time as there are cores, but no more: each of them takes some hundred megabytes. */
const MOST_AT_A_TIME = 4;

/**
 * Run the steps, several at a time, each begun in its turn; tell each outcome as it comes, and the output of those that
 * failed.
 */
export async function runSteps(steps: readonly Check[]): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  const waiting = steps.values();
  async function lane(): Promise<void> {
    for (const step of waiting) {
      const start = performance.now();
      const { code, output } = await step.run();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${code === 0 ? "✓" : "✗"} ${step.name} (${seconds} s)`);
      if (code === 0) tally.passed += 1;
      else tally.failed += 1;
      const text = output.trimEnd();
      if ((code !== 0 || step.isShown) && text !== "") console.log(text);
    }
  }
  const lanes = Math.min(MOST_AT_A_TIME, availableParallelism());
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
}
