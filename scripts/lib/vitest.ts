import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root";
import { run } from "./run";
import { countVitest, type Tally } from "./tally";

/** Run the tests of these projects of vitest.config.ts, and count them. Leaves its report in `test-results/NAME.json`. */
export async function runVitest(
  name: string,
  projects: readonly string[],
  args: readonly string[] = [],
): Promise<Tally> {
  const report = join(ROOT, "test-results", `${name}.json`);
  rmSync(report, { force: true });
  const chosen = projects.map((project) => `--project=${project}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run("vitest", ["run", ...chosen, ...reporters, ...args], { output: "inherit" });
  return countVitest(existsSync(report) ? readFileSync(report, "utf8") : null, code);
}
