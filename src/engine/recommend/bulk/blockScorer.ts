import { BestFew } from "../bestFew";
import type { RecommendModel } from "../models/types";
import { BLOCK, PANEL, type Panel, PanelMatrix } from "./panelMatrix";

/** What rounding can add to a score beyond its bound, relative to it. */
const ROUNDING = 1e-4;

/** Somebody to be scored. */
export interface Scored {
  /** What the factors of products are multiplied by. */
  direction: Float32Array;
  rated: ReadonlySet<number>;
}

/**
 * The best products of many users at once, for models whose score is `direction · factors + bias` of the product, up to a
 * summand of the user's: matrix products of a block of users and a panel of products.
 *
 * By Cauchy and Schwarz no product scores above |direction| · |factors| + bias, so products come in the order of that
 * bound for a typical user, and a block ends where no product that is left can enter any of its lists (as in LEMP,
 * Teflioudi, Gemulla & Mykytiuk 2015). The lists are the same.
 */
export class BlockScorer {
  /** The products, those of highest bound first. */
  private readonly order: Int32Array;
  private readonly lengths: Float32Array;
  private readonly biases: Float32Array;
  private readonly panels: Panel[];
  private readonly matrix: PanelMatrix;

  /**
   * @param candidates product codes
   * @param typical length of a direction
   */
  constructor(model: RecommendModel, candidates: Int32Array, typical: number) {
    const factors = Array.from(candidates, (product) => model.productFactors(product));
    const bounds = candidates.map((_, i) => i);
    const lengths = Float32Array.from(factors, length);
    const biases = Float32Array.from(candidates, (product) => model.productBias(product));
    const bound = (i: number) => biases[i] + typical * lengths[i];
    bounds.sort((a, b) => bound(b) - bound(a) || a - b);
    this.order = bounds.map((i) => candidates[i]);
    this.lengths = Float32Array.from(bounds, (i) => lengths[i]);
    this.biases = Float32Array.from(bounds, (i) => biases[i]);
    this.matrix = new PanelMatrix(factors[0]?.length ?? 0);
    this.panels = [];
    for (let from = 0; from < bounds.length; from += PANEL) {
      const to = Math.min(bounds.length, from + PANEL);
      const rows = Array.from(bounds.subarray(from, to), (i) => factors[i]);
      this.panels.push(this.matrix.place(from, rows, this.biases.subarray(from, to)));
    }
  }

  /** The `count` best products of each of them, in the same order. */
  best(people: readonly Scored[], count: number): BestFew[] {
    const found = people.map(() => new BestFew(count));
    if (this.panels.length === 0) return found;
    // Users of like length end at like places.
    const byLength = people.map((person, at) => ({ person, at, length: length(person.direction) }));
    byLength.sort((a, b) => b.length - a.length);
    for (let from = 0; from < byLength.length; from += BLOCK) {
      const block = byLength.slice(from, from + BLOCK);
      this.scoreBlock(
        block.map(({ person }) => person),
        block.map(({ at }) => found[at]),
        block[0].length,
      );
    }
    return found;
  }

  private scoreBlock(block: readonly Scored[], found: readonly BestFew[], longest: number): void {
    const { panels, matrix } = this;
    const bounds = this.boundsFrom(longest);
    matrix.setUsers(block.map(({ direction }) => direction));
    for (let p = 0; p < panels.length; p++) {
      const lowest = found.reduce((least, { floor }) => Math.min(least, floor), Number.POSITIVE_INFINITY);
      if (lowest > bounds[p] + ROUNDING * Math.abs(bounds[p])) return;
      const scores = matrix.scores(panels[p], block.length);
      for (let row = 0; row < block.length; row++) this.offer(panels[p], scores, row, block[row].rated, found[row]);
    }
  }

  /** Offer a user, whose scores are a row of the panel's, what they have not rated. */
  private offer(panel: Panel, scores: Float32Array, row: number, rated: ReadonlySet<number>, found: BestFew): void {
    const start = row * panel.outputs;
    const end = start + panel.count;
    let floor = found.floor;
    for (let at = nextFrom(scores, start, end, floor); at < end; at = nextFrom(scores, at + 1, end, floor)) {
      const product = this.order[panel.from + at - start];
      if (rated.has(product)) continue;
      found.offer(product, scores[at]);
      floor = found.floor;
    }
  }

  /** The highest score that a direction of this length can have with a product of each panel or a later one. */
  private boundsFrom(longest: number): Float64Array {
    const { panels, lengths, biases } = this;
    const bounds = new Float64Array(panels.length);
    let highest = Number.NEGATIVE_INFINITY;
    for (let p = panels.length - 1; p >= 0; p--) {
      const { from, count } = panels[p];
      for (let i = from; i < from + count; i++) highest = Math.max(highest, biases[i] + longest * lengths[i]);
      bounds[p] = highest;
    }
    return bounds;
  }
}

/** The first place of `from` … `end` whose score reaches the floor; `end` without one. */
function nextFrom(scores: Float32Array, from: number, end: number, floor: number): number {
  let at = from;
  while (at < end && scores[at] < floor) at++;
  return at;
}

function length(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
