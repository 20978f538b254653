import { type ByteSource, bytesOfBlob, bytesOfText } from "../engine/dataset/byteSources";
import { forRecommending, forTraining } from "../engine/dataset/copies";
import { previewRatings, readRatings } from "../engine/dataset/read";
import { Rejections } from "../engine/dataset/rejections";
import { SAMPLE_NAMES, sampleFile } from "../engine/dataset/sample/file";
import { summarize } from "../engine/dataset/summary";
import type { Dataset } from "../engine/dataset/types";
import { overviewOf } from "../engine/eda/overview";
import { buffersOf } from "./buffers";
import type { DataCalls, RatingsSource } from "./protocol";
import { serve } from "./serve";

/** The Dataset that the page shows; only a reading that succeeds replaces it. */
let current: { dataset: Dataset; rejections: Rejections } | null = null;

async function open(source: RatingsSource, signal: AbortSignal): Promise<ByteSource> {
  if (source.kind === "file") return bytesOfBlob(source.file.name, source.file);
  if (source.kind === "text") return bytesOfText(source.name, source.text);
  return bytesOfBlob(SAMPLE_NAMES[source.preset], await sampleFile(source.preset, () => {}, signal));
}

function columnsOf(dataset: Dataset) {
  return { forTraining: forTraining(dataset), forRecommending: forRecommending(dataset) };
}

serve<DataCalls>(self, {
  async preview({ source, options }, { signal }) {
    return previewRatings(await open(source, signal), options);
  },

  async read({ source, options }, { progress, signal, transferResult }) {
    const { dataset, report, preview, rejections } = await readRatings(
      await open(source, signal),
      options,
      progress,
      signal,
    );
    const columns = columnsOf(dataset);
    const outcome = { summary: summarize(dataset), report, preview, overview: overviewOf(dataset), ...columns };
    // A cancel that came while this was computed must still leave the Dataset that the page shows.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    current = { dataset, rejections };
    transferResult(buffersOf(columns));
    return outcome;
  },

  columns(_, { transferResult }) {
    if (!current) throw new Error("There are no ratings to hand out.");
    const columns = columnsOf(current.dataset);
    transferResult(buffersOf(columns));
    return columns;
  },

  rejectedCsv() {
    const { rejections } = current ?? { rejections: new Rejections() };
    return new Blob([...rejections.csv()], { type: "text/csv" });
  },

  sampleCsv({ preset }, { progress, signal }) {
    return sampleFile(preset, progress, signal);
  },
});
