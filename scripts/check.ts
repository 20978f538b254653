/** `npm run check`: types, lint, unused code and the structure of src. */
import { CHECKS, runSteps } from "./lib/checks";

const { failed } = await runSteps(CHECKS);
process.exitCode = failed > 0 ? 1 : 0;
