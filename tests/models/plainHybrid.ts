import type { Batch, LearnerOptions, LearnerWeights } from "../../src/models/learner";

/** Tables and dense layers in float64, so that differences of the loss mean something. */
export interface PlainWeights {
  users: Float64Array;
  products: Float64Array;
  sides: Float64Array;
  dense: { shape: number[]; values: Float64Array }[];
}

export function plainWeights({ users, products, sides, dense }: LearnerWeights): PlainWeights {
  const wide = (values: Float32Array) => Float64Array.from(values);
  return {
    users: wide(users),
    products: wide(products),
    sides: wide(sides),
    dense: dense.map(({ shape, values }) => ({ shape, values: wide(values) })),
  };
}

/** One normal distribution a column: the factors, then the bias. */
interface Normal {
  means: number[];
  variances: number[];
}

/** Prior variances by column: of users, of products, of each feature. */
export type PlainPriors = number[][];

interface Position {
  prediction: number;
  /** The prediction's derivative by the score. */
  slope: number;
  /** Of the score, the network's part left out. */
  variance: number;
  /** Rows in use with their kind, training ratings and distribution; unknown ones are nothing and left out. */
  rows: { kind: number; ratings: number; normal: Normal }[];
}

/**
 * `hybrid` written plainly from its formulas (see src/models/hybrid/posterior.ts): the loss of a batch is
 *
 *     Σ share · ((r − r̂)² + slope² · variance) + scale · Σ share · Σ over the position's rows of KL(row) / ratings
 */
export class PlainHybrid {
  private readonly columns: number;
  private readonly half: number;

  constructor(private readonly options: LearnerOptions) {
    this.columns = options.shape.factors + 1;
    this.half = Math.ceil(this.columns / 4) * 4;
  }

  /** The loss's three parts; `slopes` are held while weights are probed, `masks` multiply the hidden layers' outputs. */
  loss(weights: PlainWeights, batch: Batch, priors: PlainPriors, slopes?: number[], masks: Float32Array[] = []) {
    const parts = { error: 0, penalty: 0, divergence: 0 };
    batch.shares.forEach((share, i) => {
      if (share === 0) return;
      const { prediction, slope, variance, rows } = this.position(weights, batch, i, masks);
      parts.error += share * (batch.ratings[i] - prediction) ** 2;
      parts.penalty += share * (slopes?.[i] ?? slope) ** 2 * variance;
      for (const { kind, ratings, normal } of rows) {
        if (ratings > 0) parts.divergence += (share / ratings) * divergenceFromPrior(normal, priors[kind]);
      }
    });
    return parts;
  }

  slopes(weights: PlainWeights, batch: Batch, masks: Float32Array[] = []): number[] {
    return Array.from(batch.shares, (_, i) => this.position(weights, batch, i, masks).slope);
  }

  predict(weights: PlainWeights, batch: Batch): number[] {
    return Array.from(batch.users, (_, i) => this.position(weights, batch, i, []).prediction);
  }

  /**
   * A column's prior variance is the mean of mean² + variance over its kind's rows of five training ratings or more;
   * where there are none, over those that have any.
   */
  priors({ users, products, sides }: PlainWeights): PlainPriors {
    const { userCounts, productCounts, sideCounts, firstRow } = this.options.hybrid!;
    const fit = (table: Float64Array, counts: Int32Array, from: number, to: number) => {
      const all = Array.from({ length: to - from }, (_, i) => from + i);
      const telling = all.filter((row) => counts[row] >= 5);
      const rows = telling.length > 0 ? telling : all.filter((row) => counts[row] > 0);
      return Array.from({ length: this.columns }, (_, k) => {
        const squares = rows.map((row) => {
          const { means, variances } = this.row(table, row);
          return means[k] ** 2 + variances[k];
        });
        return squares.reduce((sum, value) => sum + value, 0) / rows.length;
      });
    };
    return [
      fit(users, userCounts, 1, userCounts.length),
      fit(products, productCounts, 1, productCounts.length),
      ...firstRow.slice(1).map((end, feature) => fit(sides, sideCounts, firstRow[feature], end)),
    ];
  }

  private position(weights: PlainWeights, batch: Batch, i: number, masks: Float32Array[]): Position {
    const { shape, range, hybrid } = this.options;
    const { ofUser, offset, firstRow, userCounts, productCounts, sideCounts } = hybrid!;
    const features = firstRow.length - 1;
    const values = Array.from({ length: features }, (_, f) => batch.sides[i * features + f]);
    const user = this.row(weights.users, batch.users[i]);
    const product = this.row(weights.products, batch.products[i]);
    const ofFeature = values.map((row) => this.row(weights.sides, row));
    const who = [user, ...ofFeature.slice(0, ofUser)].reduce(add);
    const what = [product, ...ofFeature.slice(ofUser)].reduce(add);
    const bias = this.columns - 1;
    let score = offset + who.means[bias] + what.means[bias];
    let variance = who.variances[bias] + what.variances[bias];
    for (let k = 0; k < bias; k++) {
      score += who.means[k] * what.means[k];
      // Of a product of two independent normals (Goodman 1960).
      variance += who.means[k] ** 2 * what.variances[k] + what.means[k] ** 2 * who.variances[k];
      variance += who.variances[k] * what.variances[k];
    }
    if (weights.dense.length > 0) {
      const input = [who, what, ...ofFeature].flatMap(({ means }) => means.slice(0, bias));
      score += network(weights.dense, input, (layer, j) => masks[layer]?.[i * shape.hidden[layer] + j] ?? 1);
    }
    const [low, high] = range;
    const part = 1 / (1 + Math.exp(-score));
    const rows = [
      { kind: 0, id: batch.users[i], ratings: userCounts[batch.users[i]], normal: user },
      { kind: 1, id: batch.products[i], ratings: productCounts[batch.products[i]], normal: product },
      ...values.map((id, f) => ({ kind: 2 + f, id, ratings: sideCounts[id], normal: ofFeature[f] })),
    ].filter(({ id }) => id !== 0);
    return { prediction: low + (high - low) * part, slope: (high - low) * part * (1 - part), variance, rows };
  }

  /** A row's distribution; an unknown id's is 0 for certain. */
  private row(table: Float64Array, row: number): Normal {
    const { columns, half } = this;
    const nothing = new Array<number>(columns).fill(0);
    if (row === 0) return { means: nothing, variances: nothing };
    const at = row * 2 * half;
    return {
      means: [...table.subarray(at, at + columns)],
      // What is stored is a quarter of the log-variance.
      variances: Array.from(table.subarray(at + half, at + half + columns), (stored) => Math.exp(4 * stored)),
    };
  }
}

/** Kullback–Leibler divergence of independent normals from normals of mean 0 with these variances. */
export function divergenceFromPrior({ means, variances }: Normal, priors: number[]): number {
  return means.reduce((sum, mean, k) => {
    const [own, prior] = [variances[k], priors[k]];
    return sum + Math.log(Math.sqrt(prior / own)) + (own + mean ** 2) / (2 * prior) - 1 / 2;
  }, 0);
}

function add(a: Normal, b: Normal): Normal {
  const sum = (x: number[], y: number[]) => x.map((value, k) => value + y[k]);
  return { means: sum(a.means, b.means), variances: sum(a.variances, b.variances) };
}

/** Linear layers with ReLU between them. */
function network(dense: PlainWeights["dense"], input: number[], keep: (layer: number, output: number) => number) {
  let x = input;
  for (let layer = 0; 2 * layer < dense.length; layer++) {
    const [weights, bias] = [dense[2 * layer], dense[2 * layer + 1]];
    const outputs = bias.values.length;
    const isLast = 2 * layer + 2 === dense.length;
    x = Array.from(bias.values, (start, j) => {
      const sum = x.reduce((total, value, i) => total + value * weights.values[i * outputs + j], start);
      return isLast ? sum : Math.max(0, sum) * keep(layer, j);
    });
  }
  return x[0];
}
