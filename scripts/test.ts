/** `npm test`: the checks, the builds, and every test, in Node, jsdom and a real Chromium. */
import { CHECKS, runSteps } from "./lib/checks";
import { ensureChromium } from "./lib/installChromium";
import { buildSingle, buildSite } from "./lib/site";
import { addTallies, type Tally, tallyLine } from "./lib/tally";
import { runVitest } from "./lib/vitest";

async function runAll(): Promise<Tally> {
  const obstacle = await ensureChromium();
  if (obstacle) {
    console.log(obstacle);
    return { passed: 0, failed: 1 };
  }
  // The builds first: they take longest. What they say is shown: the sizes that they are held to.
  const steps = await runSteps([
    { name: "the site builds, within its size", run: () => buildSite(), isShown: true },
    { name: "the single file builds, within its size", run: () => buildSingle(), isShown: true },
    ...CHECKS,
  ]);
  // Tests in a browser wait much of the time: those without have what is left.
  const parts = await Promise.all([
    runVitest("units", ["engine", "components", "store"]),
    runVitest("pages", ["browser", "e2e"]),
  ]);
  return addTallies(steps, ...parts);
}

const total = await runAll();
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(tallyLine(total));
