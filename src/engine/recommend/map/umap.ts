import { Random } from "../../../domain/random";
import type { Breathe } from "../breathe";
import type { FactorTable } from "../factors/factorTable";
import { type FuzzyGraph, fuzzyGraph } from "./fuzzyGraph";
import { kNearest } from "./kNearest";
import { principalAxes } from "./pca";

/** Comparing all pairs of more points than this takes minutes. */
export const MOST_UMAP_POINTS = 10_000;

const NEIGHBOURS = 15;
const SEED = 7;
/** Of the whole work, about what finding neighbours takes. */
const SEARCH_SHARE = 0.4;
/** Half of the width that the layout starts with. */
const START = 10;
/** Of the curve 1 / (1 + a d^2b) for a least distance of 0.1 and a spread of 1. */
const A = 1.576943460405378;
const B = 0.8950608781227859;
/** Points that a point is pushed from, for one that it is pulled to. */
const PUSHES = 5;
/** No pull or push is stronger. */
const STRONGEST = 4;
/** Pairs between two breaths. */
const BLOCK = 8192;

/**
 * The rows laid out so that near ones stay near: UMAP (McInnes, Healy & Melville 2018) by cosine, with 15 neighbours,
 * from their principal components, seeded; at least three rows. Written here since umap-js holds its thread for 10 s at
 * 10,000 points before its first step, and other calls wait for it. `tell` is told the share that is done. Rejects with
 * what `breathe` rejects with.
 */
export async function umapLayout(
  table: FactorTable,
  breathe: Breathe,
  tell: (share: number) => void,
): Promise<Float32Array> {
  const count = table.codes.length;
  const neighbours = Math.min(NEIGHBOURS, count) - 1;
  const nearest = await kNearest(table, neighbours, breathe, (done) => tell((SEARCH_SHARE * done) / count));
  const graph = fuzzyGraph(nearest);
  await breathe();
  const random = new Random(SEED, "umap");
  const xy = startFrom(principalAxes(table).xy, random);
  const epochs = epochsFor(count);
  const layout = new Layout(xy, graph, epochs, random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < graph.from.length; from += BLOCK) {
      layout.move(epoch, from, Math.min(from + BLOCK, graph.from.length));
      await breathe();
    }
    tell(SEARCH_SHARE + ((1 - SEARCH_SHARE) * (epoch + 1)) / epochs);
  }
  return xy;
}

function epochsFor(points: number): number {
  return points <= 2500 ? 500 : points <= 5000 ? 400 : points <= 7500 ? 300 : 200;
}

/** As wide as UMAP starts, equal points a little apart. */
function startFrom(xy: Float32Array, random: Random): Float32Array {
  const widest = xy.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = widest > 0 ? START / widest : 1;
  return xy.map((value) => scale * value + 1e-3 * random.normal());
}

/** Stochastic descent: a pair pulls as often as its weight says, and each pull comes with some pushes. */
class Layout {
  /** Epochs between two pulls of a pair, when it pulls next, and when it is due to push. */
  private readonly every: Float32Array;
  private readonly next: Float32Array;
  private readonly nextPush: Float32Array;

  constructor(
    private readonly xy: Float32Array,
    private readonly graph: FuzzyGraph,
    private readonly epochs: number,
    private readonly random: Random,
  ) {
    const { weights } = graph;
    const most = weights.reduce((max, weight) => Math.max(max, weight), 0);
    // A pair that would not pull once in all epochs does not.
    this.every = weights.map((weight) => (weight < most / epochs ? Number.POSITIVE_INFINITY : most / weight));
    this.next = this.every.slice();
    this.nextPush = this.every.map((every) => every / PUSHES);
  }

  /** One epoch's moves of the pairs from one to another. */
  move(epoch: number, begin: number, end: number): void {
    const { xy, graph, every, next, nextPush, random } = this;
    const rate = 1 - epoch / this.epochs;
    const points = xy.length / 2;
    for (let pair = begin; pair < end; pair++) {
      if (next[pair] > epoch) continue;
      const [i, j] = [2 * graph.from[pair], 2 * graph.to[pair]];
      const square = (xy[i] - xy[j]) ** 2 + (xy[i + 1] - xy[j + 1]) ** 2;
      if (square > 0) {
        const power = square ** B;
        const pull = (-2 * A * B * power) / square / (1 + A * power);
        for (let k = 0; k < 2; k++) {
          const step = rate * clip(pull * (xy[i + k] - xy[j + k]));
          xy[i + k] += step;
          xy[j + k] -= step;
        }
      }
      next[pair] += every[pair];
      const gap = every[pair] / PUSHES;
      const pushes = Math.floor((epoch - nextPush[pair]) / gap);
      for (let p = 0; p < pushes; p++) this.push(i, 2 * random.integer(points), rate);
      nextPush[pair] += pushes * gap;
    }
  }

  private push(i: number, from: number, rate: number): void {
    const { xy } = this;
    if (i === from) return;
    const square = (xy[i] - xy[from]) ** 2 + (xy[i + 1] - xy[from + 1]) ** 2;
    const force = square > 0 ? (2 * B) / ((0.001 + square) * (1 + A * square ** B)) : 0;
    for (let k = 0; k < 2; k++) xy[i + k] += rate * (force > 0 ? clip(force * (xy[i + k] - xy[from + k])) : STRONGEST);
  }
}

function clip(step: number): number {
  return Math.max(-STRONGEST, Math.min(STRONGEST, step));
}
