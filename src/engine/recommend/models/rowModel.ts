import type { SegmentRole } from "../../dataset/types";
import type { HybridSnapshot, ModelSnapshot } from "../../training/types";
import { addProduct, createNetwork, layersOf, type Network } from "../network";
import { fitRow } from "./fitRow";
import { PairNetwork } from "./pairNetwork";
import { type RowParts, rowParts } from "./rowParts";
import type { FoldInOptions, GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

type Feature = HybridSnapshot["features"][number];

/**
 * Steps of a fold-in at most. Without a network half a dozen are enough; with one, the kinks of its ReLUs take more, and
 * from nearby so few that the fit stays in the same valley, of which a network has several.
 */
const MOST_STEPS = 40;
const NETWORK_STEPS_FROM_NEARBY = 2;

/**
 * The models that predict ratings, on the CPU from a copy of the weights. Each is a part of the sum
 *
 *     offset + user bias + product bias + user factors · product factors + network(user, product)
 *
 * where the rows of side features are added to the row of the user or of the product before the product is taken: the
 * formulas of model/tfjs/score.ts and hybridScore.ts, in plain loops and, above a network's first layer, the kernels.
 * What depends on a product alone is computed once. A state's vector is the own row of the user or product, then the
 * row of each feature of that side.
 */
export class RowModel implements RecommendModel {
  readonly kind = "rating";
  readonly range: readonly [low: number, high: number];
  private readonly parts: RowParts;
  private readonly ofUser: Feature[];
  private readonly ofProduct: Feature[];
  /** The summed rows of each product, by code, products × width. */
  private readonly items: Float32Array;
  private readonly network: Network | null = null;
  private readonly pair: PairNetwork | null = null;

  constructor(private readonly snapshot: ModelSnapshot) {
    const { dense, range, productRows, width, factors } = snapshot;
    this.range = range;
    this.parts = rowParts(snapshot);
    this.ofUser = this.parts.features.filter(({ of }) => of === "user");
    this.ofProduct = this.parts.features.filter(({ of }) => of === "product");
    const count = productRows.length;
    if (dense.length > 0) {
      const layers = layersOf(dense);
      this.network = createNetwork(layers, count);
      this.pair = new PairNetwork(layers, factors);
    }
    this.items = new Float32Array(count * width);
    for (let code = 0; code < count; code++) {
      const { vector } = this.productOf(code);
      this.items.set(this.sumOf(vector), code * width);
      this.network?.productHalf(code).set(this.productHalf(vector));
    }
  }

  userOf(code: number): UserState {
    const { users, userRows } = this.snapshot;
    const vector = this.stack(users, userRows[code], this.ofUser, (feature) => rowOf(feature, code));
    return { vector, isKnown: userRows[code] !== 0 };
  }

  productOf(code: number): ProductState {
    const { products, productRows } = this.snapshot;
    const vector = this.stack(products, productRows[code], this.ofProduct, (feature) => rowOf(feature, code));
    return { vector, isKnown: productRows[code] !== 0 };
  }

  newProduct(like: Partial<Record<SegmentRole, number>>): ProductState | null {
    if (this.ofProduct.length === 0) return null;
    const rowLike = (feature: Feature) => {
      const code = like[feature.role as SegmentRole];
      return code === undefined ? 0 : rowOf(feature, code);
    };
    return { vector: this.stack(this.snapshot.products, 0, this.ofProduct, rowLike), isKnown: false };
  }

  foldIn(ratings: readonly GivenRating[], { user, start }: FoldInOptions = {}): UserState {
    const { users, range } = this.snapshot;
    const { pull, centre, stranger } = this.parts;
    const used = ratings.filter(({ product }) => this.says(product));
    const isKnown = used.length > 0;
    // Whoever has rated something is no stranger; the others' features are unknown unless told, the year is the newest.
    const vector = this.stack(users, 0, this.ofUser, (feature) => {
      if (feature.role === "stranger") return isKnown ? 0 : stranger;
      return user === undefined ? rowForAll(feature) : rowOf(feature, user);
    });
    if (!isKnown) return { vector, isKnown };
    const row = fitRow(
      {
        ratings: Float64Array.from(used, ({ rating }) => rating),
        range,
        pull,
        centre,
        at: this.logitsAt(
          vector,
          used.map(({ product }) => product),
        ),
      },
      Float64Array.from(start ? start.vector.subarray(0, pull.length) : centre),
      start && this.pair ? NETWORK_STEPS_FROM_NEARBY : MOST_STEPS,
    );
    vector.set(row);
    return { vector, isKnown };
  }

  logits({ vector }: UserState): Float32Array {
    const { width, factors } = this.snapshot;
    const { items, network, parts } = this;
    const own = this.sumOf(vector);
    const count = items.length / width;
    const scores = network ? network.scores(this.userHalf(vector)) : new Float32Array(count);
    const start = (parts.offset ?? 0) + (parts.hasBias ? own[factors] : 0);
    if (!parts.hasDot) return scores;
    for (let code = 0, at = 0; code < count; code++, at += width) {
      let sum = start + (parts.hasBias ? items[at + factors] : 0);
      for (let k = 0; k < factors; k++) sum += own[k] * items[at + k];
      scores[code] += sum;
    }
    return scores;
  }

  ratingOf(logit: number): number {
    const [low, high] = this.range;
    return low + (high - low) / (1 + Math.exp(-logit));
  }

  audience({ vector }: ProductState, users: ArrayLike<number>): Float32Array {
    const { parts, pair } = this;
    const item = this.sumOf(vector);
    const half = pair && this.productHalf(vector);
    return Float32Array.from(users, (code) => {
      const user = this.userOf(code).vector;
      const logit = (pair ? pair.output(this.userHalf(user), half!) : 0) + this.plainLogit(this.sumOf(user), item);
      return this.ratingOf(logit + (parts.offset ?? 0));
    });
  }

  terms({ vector }: UserState, product: number): Term[] {
    const { width, factors } = this.snapshot;
    const { parts, pair, items } = this;
    const other = this.productOf(product).vector;
    const terms: Term[] = [];
    if (parts.offset !== null) terms.push({ name: "mean", value: parts.offset });
    if (parts.hasBias) {
      terms.push({ name: "user", value: vector[factors] }, { name: "product", value: other[factors] });
      for (const [features, from] of [
        [this.ofUser, vector],
        [this.ofProduct, other],
      ] as const) {
        features.forEach(({ role, of }, i) => {
          terms.push({ name: "side", feature: { role, of }, value: from[(1 + i) * width + factors] });
        });
      }
    }
    if (parts.hasDot) {
      terms.push({ name: "interaction", value: dot(this.sumOf(vector), items, product * width, factors) });
    }
    if (pair) terms.push({ name: "network", value: pair.output(this.userHalf(vector), this.productHalf(other)) });
    return terms;
  }

  productFactors(product: number): Float32Array {
    const { width, factors } = this.snapshot;
    return this.items.slice(product * width, product * width + factors);
  }

  productBias(product: number): number {
    const { width, factors } = this.snapshot;
    return this.parts.hasBias ? this.items[product * width + factors] : 0;
  }

  knowsProduct(product: number): boolean {
    return this.snapshot.productRows[product] !== 0;
  }

  userFactors(code: number): Float32Array | null {
    const { vector, isKnown } = this.userOf(code);
    return isKnown ? this.sumOf(vector).slice(0, this.snapshot.factors) : null;
  }

  /** False where the model would answer to a rating of this product as to one of any other that it does not know. */
  private says(product: number): boolean {
    return this.knowsProduct(product) || this.ofProduct.length > 0;
  }

  /** Logits of these products, with slopes by the user's own row, for a user with the features of this vector. */
  private logitsAt(vector: Float32Array, products: number[]) {
    const { width, factors } = this.snapshot;
    const { items, parts, network, pair } = this;
    const columns = parts.pull.length;
    const own = vector.slice();
    return (row: Float64Array, logits: Float64Array, slopes: Float64Array) => {
      own.set(row);
      const sum = this.sumOf(own);
      const half = pair && this.userHalf(own);
      slopes.fill(0);
      products.forEach((product, i) => {
        const item = items.subarray(product * width, (product + 1) * width);
        const at = i * columns;
        logits[i] = (parts.offset ?? 0) + this.plainLogit(sum, item);
        if (parts.hasDot) for (let k = 0; k < factors; k++) slopes[at + k] = item[k];
        if (parts.hasBias) slopes[at + factors] = 1;
        if (!pair) return;
        logits[i] += pair.output(half!, network!.productHalf(product));
        pair.slope().forEach((slope, k) => {
          slopes[at + k] += slope;
        });
      });
    };
  }

  /** Biases and dot product of two summed rows. */
  private plainLogit(user: Float32Array, item: Float32Array): number {
    const { factors } = this.snapshot;
    const { hasBias, hasDot } = this.parts;
    const biases = hasBias ? user[factors] + item[factors] : 0;
    return hasDot ? biases + dot(user, item, 0, factors) : biases;
  }

  /** A row of a table, then each feature's. */
  private stack(table: Float32Array, row: number, features: Feature[], rowFor: (feature: Feature) => number) {
    const { width } = this.snapshot;
    const { sides } = this.parts;
    const vector = new Float32Array((1 + features.length) * width);
    vector.set(table.subarray(row * width, (row + 1) * width));
    features.forEach((feature, i) => {
      const from = rowFor(feature) * width;
      vector.set(sides.subarray(from, from + width), (1 + i) * width);
    });
    return vector;
  }

  private sumOf(vector: Float32Array): Float32Array {
    const { width } = this.snapshot;
    const sum = vector.slice(0, width);
    for (let at = width; at < vector.length; at++) sum[at % width] += vector[at];
    return sum;
  }

  private userHalf(vector: Float32Array): Float32Array {
    const half = this.network!.first.bias.slice();
    this.feed(half, vector, 0, 2);
    return half;
  }

  private productHalf(vector: Float32Array): Float32Array {
    const half = new Float32Array(this.network!.first.outputs);
    this.feed(half, vector, 1, 2 + this.ofUser.length);
    return half;
  }

  /** The first layer reads the summed factors of either side as its blocks 0 and 1, then those of each feature's row. */
  private feed(half: Float32Array, vector: Float32Array, ofSum: number, ofFeatures: number): void {
    const { width, factors } = this.snapshot;
    const { weights } = this.network!.first;
    addProduct(half, this.sumOf(vector), 0, factors, weights, ofSum * factors);
    for (let from = width, block = ofFeatures; from < vector.length; from += width, block++) {
      addProduct(half, vector, from, factors, weights, block * factors);
    }
  }
}

function rowOf({ rows }: Feature, code: number): number {
  return typeof rows === "number" ? rows : rows[code];
}

/** The row that a feature has whoever is asked for; 0, unknown, where it depends on that. */
function rowForAll({ rows }: Feature): number {
  return typeof rows === "number" ? rows : 0;
}

/** Of the first `count` numbers of `a` and those of `b` from index `at` on. */
function dot(a: Float32Array, b: Float32Array, at: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[k] * b[at + k];
  return sum;
}
