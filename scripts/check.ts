/** `npm run check`: types, lint, unused code and the one-way import rule. */
import { CHECKS, runSteps } from "./lib/checks";

const { failed } = await runSteps(CHECKS);
process.exitCode = failed > 0 ? 1 : 0;
