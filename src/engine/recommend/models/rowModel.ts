import type { SegmentRole } from "../../../domain/roles";
import type { HybridSnapshot, ModelSnapshot } from "../../../models/snapshot";
import { fitRow, type Linear } from "./fitRow";
import { RowNetwork } from "./rowNetwork";
import { type RowParts, rowParts } from "./rowParts";
import { dot, sumOfRows } from "./rows";
import type { FoldInOptions, GivenRating, ProductState, RecommendModel, Term, Unit, UserState } from "./types";

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
 * formulas of the models’ tfjsScore.ts, in plain loops and, above a network's first layer, the kernels.
 * What depends on a product alone is computed once. A state's vector is the own row of the user or product, then the
 * row of each feature of that side.
 */
export class RowModel implements RecommendModel {
  readonly kind = "rating";
  readonly unit: Unit;
  readonly range: readonly [low: number, high: number];
  private readonly parts: RowParts;
  private readonly ofUser: Feature[];
  private readonly ofProduct: Feature[];
  /** The summed rows of each product, by code, products × width. */
  private readonly items: Float32Array;
  private readonly network: RowNetwork | null;
  /** By a fit, then by product: the logit there and its slopes, for the fits that start from it. */
  private readonly nearby = new WeakMap<UserState, Map<number, Linear>>();

  constructor(private readonly snapshot: ModelSnapshot) {
    const { dense, range, productRows, width } = snapshot;
    this.range = range;
    this.unit = snapshot.linear ? "stars" : "logits";
    this.parts = rowParts(snapshot);
    this.ofUser = this.parts.features.filter(({ of }) => of === "user");
    this.ofProduct = this.parts.features.filter(({ of }) => of === "product");
    const count = productRows.length;
    this.network = dense.length > 0 ? new RowNetwork(snapshot, this.ofUser.length) : null;
    this.items = new Float32Array(count * width);
    for (let code = 0; code < count; code++) {
      const { vector } = this.productOf(code);
      this.items.set(this.sumOf(vector), code * width);
      this.network?.place(code, vector);
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

  foldIn(ratings: readonly GivenRating[], { user, start, like }: FoldInOptions = {}): UserState {
    const { users, range, width } = this.snapshot;
    const { pull, stranger } = this.parts;
    const used = ratings.filter(({ product }) => this.says(product));
    const isKnown = used.length > 0;
    // Whoever has rated something is no stranger; the others' features are unknown unless told, the year is the newest.
    const vector = this.stack(users, 0, this.ofUser, (feature) => {
      if (feature.role === "stranger") return isKnown ? 0 : stranger;
      const of = user ?? like?.[feature.role as SegmentRole];
      return of === undefined ? rowForAll(feature) : rowOf(feature, of);
    });
    if (!isKnown) return { vector, isKnown };
    const products = used.map(({ product }) => product);
    const centre = this.centreOf(products);
    const isNear = start?.isKnown && start.vector.subarray(width).every((value, i) => value === vector[width + i]);
    const row = fitRow(
      {
        ratings: Float64Array.from(used, ({ rating }) => rating),
        range,
        isLinear: this.snapshot.linear !== undefined,
        pull,
        centre,
        at: this.logitsAt(vector, products),
        first: isNear ? products.map((product) => this.near(start, product)) : null,
      },
      start ? Float64Array.from(start.vector.subarray(0, pull.length)) : centre,
      start && this.network ? NETWORK_STEPS_FROM_NEARBY : MOST_STEPS,
    );
    vector.set(row);
    return { vector, isKnown };
  }

  logits({ vector }: UserState): Float32Array {
    const { width, factors } = this.snapshot;
    const { items, network, parts } = this;
    const own = this.sumOf(vector);
    const count = items.length / width;
    const scores = network ? network.outputs(vector) : new Float32Array(count);
    const start = (parts.offset ?? 0) + (parts.hasBias ? own[factors] : 0);
    if (!parts.hasDot) return scores;
    for (let code = 0, at = 0; code < count; code++, at += width) {
      let sum = start + (parts.hasBias ? items[at + factors] : 0);
      for (let k = 0; k < factors; k++) sum += own[k] * items[at + k];
      scores[code] += sum;
    }
    return scores;
  }

  logitOf({ vector }: UserState): (product: number) => number {
    const { width, factors } = this.snapshot;
    const { items, network, parts } = this;
    const own = this.sumOf(vector);
    const half = network?.userHalf(vector);
    const start = (parts.offset ?? 0) + (parts.hasBias ? own[factors] : 0);
    return (product) => {
      const ofNetwork = network ? network.pair.output(half!, network.placed(product)) : 0;
      if (!parts.hasDot) return Math.fround(ofNetwork);
      const at = product * width;
      let sum = start + (parts.hasBias ? items[at + factors] : 0);
      for (let k = 0; k < factors; k++) sum += own[k] * items[at + k];
      return Math.fround(ofNetwork + sum);
    };
  }

  ratingOf(logit: number): number {
    const [low, high] = this.range;
    if (this.snapshot.linear) return Math.min(high, Math.max(low, logit));
    return low + (high - low) / (1 + Math.exp(-logit));
  }

  audience({ vector }: ProductState, users: ArrayLike<number>): Float32Array {
    const { parts, network } = this;
    const item = this.sumOf(vector);
    const half = network?.productHalf(vector);
    return Float32Array.from(users, (code) => {
      const user = this.userOf(code).vector;
      const ofNetwork = network ? network.pair.output(network.userHalf(user), half!) : 0;
      return this.ratingOf((parts.offset ?? 0) + this.plainLogit(this.sumOf(user), item) + ofNetwork);
    });
  }

  terms({ vector }: UserState, product: number): Term[] {
    const { width, factors } = this.snapshot;
    const { parts, network, items } = this;
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
    if (network) {
      const value = network.pair.output(network.userHalf(vector), network.productHalf(other));
      terms.push({ name: "network", value });
    }
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

  /** What the row of somebody with ratings of these products is pulled to. */
  private centreOf(products: readonly number[]): Float64Array {
    const { bayesian, users, width, productRows } = this.snapshot;
    const { centre } = this.parts;
    if (!bayesian) return centre;
    const { inputs, leastHistory, countBias } = bayesian;
    const moved = Float64Array.from(users.subarray(0, centre.length));
    const bin = Math.min(countBias.length - 1, Math.ceil(Math.log2(1 + products.length)));
    moved[centre.length - 1] += countBias[bin] - countBias[0];
    if (inputs.length === 0 || products.length < leastHistory) return moved;
    for (const product of products) {
      const from = productRows[product] * width;
      for (let k = 0; k < moved.length; k++) moved[k] += inputs[from + k] / Math.sqrt(products.length);
    }
    return moved;
  }

  /** False where the model would answer to a rating of this product as to one of any other that it does not know. */
  private says(product: number): boolean {
    return this.knowsProduct(product) || this.ofProduct.length > 0;
  }

  /** Logits of these products, with slopes by the user's own row, for a user with the features of this vector. */
  private logitsAt(vector: Float32Array, products: number[]) {
    const { width, factors } = this.snapshot;
    const { items, parts, network } = this;
    const columns = parts.pull.length;
    const own = vector.slice();
    return (row: Float64Array, logits: Float64Array, slopes: Float64Array | null) => {
      own.set(row);
      const sum = this.sumOf(own);
      const half = network?.userHalf(own);
      products.forEach((product, i) => {
        const item = items.subarray(product * width, (product + 1) * width);
        const at = i * columns;
        logits[i] = (parts.offset ?? 0) + this.plainLogit(sum, item);
        if (network) logits[i] += network.pair.output(half!, network.placed(product));
        if (!slopes) return;
        const ofNetwork = network?.pair.slope();
        for (let k = 0; k < factors; k++) slopes[at + k] = (parts.hasDot ? item[k] : 0) + (ofNetwork?.[k] ?? 0);
        if (parts.hasBias) slopes[at + factors] = 1;
      });
    };
  }

  /** The logit of a product for a user who was fitted, and its slopes by the user's own row; worked out once. */
  private near(fit: UserState, product: number): Linear {
    const known = this.nearby.get(fit) ?? new Map<number, Linear>();
    this.nearby.set(fit, known);
    const found = known.get(product);
    if (found) return found;
    const { length } = this.parts.pull;
    const [logit, slopes] = [new Float64Array(1), new Float64Array(length)];
    this.logitsAt(fit.vector, [product])(Float64Array.from(fit.vector.subarray(0, length)), logit, slopes);
    const linear = { logit: logit[0], slopes };
    known.set(product, linear);
    return linear;
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
    return sumOfRows(vector, this.snapshot.width);
  }
}

function rowOf({ rows }: Feature, code: number): number {
  return typeof rows === "number" ? rows : rows[code];
}

/** The row that a feature has whoever is asked for; 0, unknown, where it depends on that. */
function rowForAll({ rows }: Feature): number {
  return typeof rows === "number" ? rows : 0;
}
