import { availableParallelism } from "node:os";
import { defaultsOf } from "../../../src/models/registry";
import { fullSampleFile } from "../fullSample";
import type { Bench, Figure, Row } from "../row";
import { BATCH_SIZE, FACTORS, type SiteRun, siteRun } from "../siteRun";
import { figure, inTurn } from "../statistics";
import { findTorch, TorchPeer } from "../torch";

const MODELS = ["dot-product-bias", "collabnn"] as const;
type Model = (typeof MODELS)[number];

const THREAD_TRIALS = 3;

const NO_PEER = "PyTorch was not found: no python3 here can import torch.";

/** What holds each model back where PyTorch is faster; see the profile. */
const BEHIND: Record<Model, string> = {
  "dot-product-bias":
    "A step waits for memory, as PyTorch's does (rows anywhere in a table of half a gigabyte), and shares the two " +
    "cores with the page and the browser, which PyTorch does not.",
  collabnn: "The dense layers are most of the step, and WebAssembly's vectors hold 4 floats, native ones 8 or 16.",
};

/** The numbers of threads worth trying: all, and one. */
function threadCounts(): number[] {
  return [...new Set([availableParallelism(), 1])];
}

/** The number of threads with the fastest of a few epochs, tried in turn. */
async function bestThreads(peer: TorchPeer, model: Model): Promise<number> {
  const fastest = new Map(threadCounts().map((threads) => [threads, 0]));
  for (let i = 0; i < THREAD_TRIALS; i++) {
    for (const [threads, speed] of fastest) {
      fastest.set(threads, Math.max(speed, await peer.epoch(torchEpoch(model, threads))));
    }
  }
  return [...fastest].sort(([, a], [, b]) => b - a)[0][0];
}

function torchEpoch(model: Model, threads: number) {
  const { hidden } = defaultsOf(model);
  return { model, threads, factors: FACTORS, hidden, batchSize: BATCH_SIZE };
}

async function measure({ site, tell }: Bench, file: string, peer: TorchPeer | null, model: Model): Promise<Figure[]> {
  const threads = peer ? await bestThreads(peer, model) : 0;
  const runs: SiteRun[] = [];
  const speedOf = ({ document }: SiteRun) => document.run.ratingsPerSecond;
  const ours = async () => {
    const run = await siteRun(site, file, { model, backend: "auto", epochs: 1 });
    runs.push(run);
    tell(`${model}: ${figure(speedOf(run))} ratings/s`);
    return speedOf(run);
  };
  const theirs = async () => (peer ? peer.epoch(torchEpoch(model, threads)) : Number.NaN);
  const { a, b, ratio } = await inTurn(ours, theirs);
  const [{ document }] = runs;
  const { backend, split } = document;
  return [
    {
      what: `${model}: ratings/s`,
      figure: figure(a),
      asked: "",
      reached: null,
      note:
        `Training alone, ${split.train.toLocaleString("en")} ratings; backend auto took ${backend.name} ` +
        `(${backend.reason}).`,
    },
    {
      what: `${model}: ours ÷ PyTorch`,
      figure: peer ? `${figure(ratio)}×` : "not measured",
      asked: "≥ 1×",
      reached: peer ? ratio >= 1 : null,
      note: peer
        ? `PyTorch ${peer.version}, at its best with ${threads} of ${availableParallelism()} threads: ${figure(b)} ` +
          `ratings/s.${ratio < 1 ? ` ${BEHIND[model]}` : ""}`
        : NO_PEER,
    },
  ];
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
    return { figures, details: [], broken: [] };
  },
};
