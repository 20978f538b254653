import { availableParallelism } from "node:os";
import { DEFAULT_SETTINGS } from "../../../src/engine/training/types";
import { fullSampleFile } from "../fullSample";
import type { Bench, Figure, Row } from "../row";
import { BATCH_SIZE, type SiteEpoch, siteEpoch } from "../siteEpoch";
import { figure, MEASUREMENTS, median } from "../statistics";
import { findTorch, TorchPeer } from "../torch";

const MODELS = ["dot-product-bias", "collabnn"] as const;
type Model = (typeof MODELS)[number];
/** 1.5 GB in MiB. */
const MOST_MEMORY = 1.5e9 / 2 ** 20;

const NO_PEER = "PyTorch was not found: no python3 here can import torch.";

/** The numbers of threads worth trying: all, and one. */
function threadCounts(): number[] {
  return [...new Set([availableParallelism(), 1])];
}

/** The fastest number of threads for this model, by one epoch each. */
async function bestThreads(peer: TorchPeer, model: Model): Promise<number> {
  const speeds: { threads: number; speed: number }[] = [];
  for (const threads of threadCounts()) speeds.push({ threads, speed: await peer.epoch(torchEpoch(model, threads)) });
  return speeds.sort((a, b) => b.speed - a.speed)[0].threads;
}

function torchEpoch(model: Model, threads: number) {
  const { factors, hidden } = DEFAULT_SETTINGS;
  return { model, threads, factors, hidden, batchSize: BATCH_SIZE };
}

async function measure({ site, tell }: Bench, file: string, peer: TorchPeer | null, model: Model): Promise<Figure[]> {
  const threads = peer ? await bestThreads(peer, model) : 0;
  const epochs: SiteEpoch[] = [];
  const theirs: number[] = [];
  for (let i = 0; i < MEASUREMENTS; i++) {
    epochs.push(await siteEpoch(site, file, model, "auto"));
    if (peer) theirs.push(await peer.epoch(torchEpoch(model, threads)));
    const speed = epochs[i].document.run.ratingsPerSecond;
    tell(`${model}: ${figure(speed)} ratings/s${peer ? `, PyTorch ${figure(theirs[i])}` : ""}`);
  }
  const [{ document }] = epochs;
  const ours = median(epochs.map((epoch) => epoch.document.run.ratingsPerSecond));
  const ratio = ours / median(theirs);
  return [
    {
      what: `${model}: ratings/s`,
      figure: figure(ours),
      asked: "",
      reached: null,
      note: `backend auto took ${document.backend.name} (${document.backend.reason}); training alone, ${document.split.train.toLocaleString("en")} ratings an epoch.`,
    },
    {
      what: `${model}: ours ÷ PyTorch`,
      figure: peer ? `${figure(ratio)}×` : "not measured",
      asked: "≥ 1×",
      reached: peer ? ratio >= 1 : null,
      note: peer
        ? `PyTorch ${peer.version}, ${threads} of ${threadCounts()[0]} threads (its best): ${figure(median(theirs))} ratings/s.`
        : NO_PEER,
    },
    memoryFigure(`${model} on ${document.backend.name}`, epochs),
  ];
}

function memoryFigure(what: string, epochs: SiteEpoch[]): Figure {
  const peaks = epochs.flatMap(({ memory }) => (memory ? [memory] : []));
  const tab = Math.max(...peaks.map((peak) => peak.tab));
  const gpu = Math.max(...peaks.map((peak) => peak.gpu));
  return {
    what: `${what}: peak memory of the tab`,
    figure: peaks.length > 0 ? `${figure(tab)} MiB` : "not measured",
    asked: `< ${figure(MOST_MEMORY)} MiB (1.5 GB)`,
    reached: peaks.length > 0 ? tab < MOST_MEMORY : null,
    note:
      peaks.length > 0
        ? `highest resident set of the renderer process (page and workers); the GPU process apart: ${figure(gpu)} MiB.`
        : "only Linux tells a process's peak.",
  };
}

/** The full-size sample through the site, one epoch, beside PyTorch. */
export const epochRow: Row = {
  name: "epoch",
  title: "Full size: one epoch of 1,292,954 ratings by 1,157,633 users, batch 8,192, 32 factors",
  async run(bench) {
    const file = await fullSampleFile();
    const python = findTorch();
    const peer = python ? await TorchPeer.start(python, file) : null;
    const figures: Figure[] = [];
    try {
      for (const model of MODELS) figures.push(...(await measure(bench, file, peer, model)));
    } finally {
      peer?.stop();
    }
    for (const model of MODELS) {
      const epoch = await siteEpoch(bench.site, file, model, "webgl");
      figures.push(memoryFigure(`${model} on webgl`, [epoch]));
      bench.tell(`${model} on webgl: ${figure(epoch.document.run.ratingsPerSecond)} ratings/s`);
    }
    return { figures, details: [], broken: [] };
  },
};
