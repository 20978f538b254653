import { Explorer } from "../engine/explore/explorer";
import { openFile } from "../engine/read/archives/openFile";
import { type ByteSource, bytesOfBlob, bytesOfText } from "../engine/read/bytes/source";
import { forRecommending, forTraining } from "../engine/read/copies";
import { previewRatings, type Reading, readRatings } from "../engine/read/reading/read";
import { recognize } from "../engine/read/reading/recognize";
import { Rejections } from "../engine/read/reading/rejections";
import { SAMPLE_NAMES, sampleFile } from "../engine/read/sample/file";
import { summarize } from "../engine/read/summary";
import type { Dataset } from "../engine/read/types";
import { soundParts } from "../engine/workspace/check/kept";
import { packDataset, unpackDataset } from "../engine/workspace/datasetFile";
import { openWorkspace } from "../engine/workspace/open";
import { pack } from "../engine/workspace/pack";
import { isSameDataset } from "../engine/workspace/sameDataset";
import { saveWorkspace } from "../engine/workspace/save";
import { startFrom } from "../engine/workspace/startFrom";
import { buffersOf } from "./buffers";
import { exportHandlers } from "./data/exportHandlers";
import type { DataCalls, RatingsSource, ReadEvent, ReadInput } from "./protocol";
import { startReaders, WORTH_READERS } from "./readers";
import { type CallContext, serve } from "./serve";

/** The reading that the page shows, and its Explorer once asked for; only a reading that succeeds replaces it. */
let current: (Reading & { explorer: Explorer | null }) | null = null;

const partReaders = startReaders();

type TableSource = Exclude<RatingsSource, { kind: "workspace" }>;

async function open(source: TableSource, signal: AbortSignal): Promise<ByteSource[]> {
  if (source.kind === "files") return Promise.all(source.files.map((file) => openFile(file.name, file)));
  if (source.kind === "text") return [bytesOfText(source.name, source.text)];
  return [bytesOfBlob(SAMPLE_NAMES[source.preset], await sampleFile(source.preset, () => {}, signal))];
}

function columnsOf(dataset: Dataset, rows: Int32Array | null = null) {
  return { forTraining: forTraining(dataset, rows), forRecommending: forRecommending(dataset) };
}

function opened() {
  if (!current) throw new Error("No ratings are open.");
  return current;
}

function explorer(): Explorer {
  const open = opened();
  open.explorer ??= new Explorer(open.dataset);
  return open.explorer;
}

async function read(
  { source, options, remembered }: ReadInput,
  { progress, signal }: CallContext<ReadEvent>,
): Promise<Reading> {
  if (source.kind === "workspace") return unpackDataset(source.dataset);
  const files = await open(source, signal);
  const isLarge = files.some(({ size }) => size >= WORTH_READERS);
  return readRatings(files, options, {
    onProgress: (event) => progress({ type: "progress", progress: event }),
    onPreview: (first) => progress({ type: "preview", preview: first }),
    signal,
    remembered,
    partReaders: isLarge ? partReaders : [],
  });
}

serve<DataCalls>(self, {
  ...exportHandlers({ dataset: () => opened().dataset, rows: (filter) => explorer().rows(filter) }),

  recognize: ({ files, options, remembered }) => recognize(files, options, remembered),

  async preview({ source, options, remembered }, { signal }) {
    if (source.kind === "workspace") return (await unpackDataset(source.dataset)).preview;
    const [first] = await open(source, signal);
    return previewRatings(first, options, remembered);
  },

  async read(input, context) {
    const { signal, transferResult } = context;
    const reading = await read(input, context);
    const { dataset, report, preview } = reading;
    const columns = columnsOf(dataset);
    const outcome = { summary: summarize(dataset), report, preview, ...columns };
    // A cancel that came while this was computed must still leave the Dataset that the page shows.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    current = { ...reading, explorer: null };
    transferResult(buffersOf(columns));
    return outcome;
  },

  packed: () => packDataset(opened()),

  saveWorkspace({ workspace, filters }, { progress, signal }) {
    const source = {
      dataset: opened().dataset,
      rows: (only: string) => (only === "" ? null : explorer().rows(filters[only])),
    };
    return saveWorkspace(workspace, source, (done, total) => progress({ done, total }), signal);
  },

  openWorkspace: ({ name, file }, { progress, signal }) =>
    openWorkspace(name, file, (done, total) => progress({ done, total }), signal),

  columns({ only }, { transferResult }) {
    const { dataset } = opened();
    const columns = columnsOf(dataset, Object.keys(only).length > 0 ? explorer().rows(only) : null);
    transferResult(buffersOf(columns));
    return columns;
  },

  survey: ({ views }) => explorer().survey(views),

  explore: ({ filter }) => explorer().explore(filter),

  predictions({ predictions }) {
    explorer().setPredictions(predictions);
    return null;
  },

  members({ filter }, { transferResult }) {
    const members = explorer().members(filter);
    transferResult(buffersOf(members));
    return members;
  },

  checkKept: soundParts,

  async startFrom({ earlier, only, split }) {
    const rows = Object.keys(only).length > 0 ? explorer().rows(only) : null;
    const { start, ...matched } = await startFrom(opened().dataset, rows, earlier, split);
    return { ...matched, start: pack(start), overlap: start.overlap };
  },

  isSameDataset: ({ a, b }) => isSameDataset(a, b),

  rejectedCsv() {
    const { rejections } = current ?? { rejections: new Rejections() };
    return new Blob([...rejections.csv()], { type: "text/csv" });
  },

  sampleCsv({ preset }, { progress, signal }) {
    return sampleFile(preset, progress, signal);
  },
});
