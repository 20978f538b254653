import { once } from "node:events";
import { SAMPLE_PRESETS, type SamplePreset } from "../src/domain/samples";
import { makeSample } from "../src/engine/read/sample/sample";

/** `npm run --silent sample -- demo|sparse|full > FILE.csv`: the built-in sample on stdout. */
const preset = process.argv[2];
if (!SAMPLE_PRESETS.includes(preset as SamplePreset)) {
  console.error(`Usage: npm run --silent sample -- ${SAMPLE_PRESETS.join("|")} > FILE.csv`);
  process.exit(2);
}

const sample = makeSample(preset as SamplePreset);
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
for (const { text } of sample.csv()) if (!process.stdout.write(text)) await once(process.stdout, "drain");

const count = (n: number) => n.toLocaleString("en");
console.error(
  `${count(sample.ratings)} ratings by ${count(sample.users)} users of ${count(sample.products)} products; ` +
    `the lowest RMSE that a prediction can expect is ${sample.bestRmse.toFixed(4)}.`,
);
