import { bytesOfBlob } from "../../../src/engine/read/bytes/source";
import { forRecommending, forTraining } from "../../../src/engine/read/copies";
import { readRatings } from "../../../src/engine/read/reading/read";
import { summarize } from "../../../src/engine/read/summary";
import { serve } from "../../../src/workers/serve";
import type { SerialCalls } from "./protocol";

serve<SerialCalls>(self, {
  async time({ file }) {
    const start = performance.now();
    const { dataset } = await readRatings(bytesOfBlob(file.name, file));
    // All that the data worker makes of a Dataset before it tells the page.
    const made = [summarize(dataset), forTraining(dataset), forRecommending(dataset)];
    return { ms: performance.now() - start, rows: made.length && dataset.size };
  },
});
