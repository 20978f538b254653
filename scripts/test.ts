/** `npm test`: the checks, the build, and every test, in Node, jsdom and a real Chromium. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CHECKS, runSteps } from "./lib/checks";
import { ensureChromium } from "./lib/installChromium";
import { ROOT } from "./lib/root";
import { run } from "./lib/run";
import { buildSingle, buildSite } from "./lib/site";
import { addTallies, countVitest, type Tally, tallyLine } from "./lib/tally";

const REPORT = join(ROOT, "test-results", "vitest.json");

async function runVitest(): Promise<Tally> {
  rmSync(REPORT, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
  const { code } = await run("vitest", ["run", ...reporters], { output: "inherit" });
  return countVitest(existsSync(REPORT) ? readFileSync(REPORT, "utf8") : null, code);
}

async function runAll(): Promise<Tally> {
  const obstacle = await ensureChromium();
  if (obstacle) {
    console.log(obstacle);
    return { passed: 0, failed: 1 };
  }
  // What the builds say is shown: the sizes that they are held to.
  const steps = await runSteps([
    ...CHECKS,
    { name: "the site builds, within its size", run: () => buildSite("inherit") },
    { name: "the single file builds, within its size", run: () => buildSingle("inherit") },
  ]);
  return addTallies(steps, await runVitest());
}

const total = await runAll();
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(tallyLine(total));
