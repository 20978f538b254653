import { type ProgramResult, run } from "./run";
import { typescriptFiles } from "./sources";
import { structureBreaches } from "./structure";
import type { Tally } from "./tally";

export interface Check {
  name: string;
  run(): Promise<ProgramResult>;
}

const types = (part: "page" | "worker" | "node"): Check => ({
  name: `types of the ${part} code`,
  run: () => run("tsc", ["--project", `tsconfig.${part}.json`]),
});

/** What is checked without running the app, cheapest to mend first. */
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

/** Run the steps one after the other, telling each outcome, and the output of those that failed. */
export async function runSteps(steps: Check[]): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  for (const step of steps) {
    const start = performance.now();
    const { code, output } = await step.run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${code === 0 ? "✓" : "✗"} ${step.name} (${seconds} s)`);
    if (code === 0) tally.passed += 1;
    else {
      tally.failed += 1;
      console.log(output.trimEnd());
    }
  }
  return tally;
}
