import { Random } from "../../domain/random";
import { BINS, binOf, type Design, deviation, sharedOnce, yearIndex } from "./design";
import {
  BIAS_PRECISION,
  type BiasSide,
  DOUBLE,
  FACTOR_PRECISION,
  type Group,
  GroupMaker,
  type OwnGroup,
  type SharedGroup,
  type Side,
} from "./groups";
import { drawPrior, type Moments, type Prior } from "./priors";
import { begin } from "./start";
import type { BayesianOptions, RatingRows, SamplerMemory, StartingRows } from "./types";
import { STATE_BYTES, writeZiggurat, ZIGGURAT_BYTES } from "./ziggurat";

/** The priors of biases stay as they begin in the first sweeps: at once, the users' collapses on sparse files for good. */
const BIASES_WAIT = 2;

/** The rows: those of training, in memory as they come. */
export interface SamplerRows {
  rows: RatingRows;
  /** Ratings in standard units. */
  standard: Float64Array;
}

/** The state of the chain, and its sweeps: everything in standard units, (rating − mean) / standard deviation. */
export class Sampler {
  readonly user: Side;
  readonly product: Side;
  readonly userBias: BiasSide;
  readonly productBias: BiasSide;
  readonly bins: SharedGroup;
  /** Bias and vector of each year; the last, of an unknown time, is 0. */
  readonly yearBias: OwnGroup;
  readonly years: OwnGroup;
  readonly drift: OwnGroup | null;
  offset = 0;
  noise = 1;
  /** What the ratings have left, by training row. */
  readonly errors: number;
  private readonly random: Random;
  private readonly state: number;
  private readonly at: Record<"user" | "product" | "year" | "deviation" | "cell", number>;
  private readonly cell: Record<"entity" | "product" | "year" | "weight" | "errors" | "before", number>;
  private readonly isCelled: boolean;
  private readonly sums: number;
  private readonly moves: number;
  private readonly room: number;
  private readonly scratch: number;

  constructor(
    readonly memory: SamplerMemory,
    readonly design: Design,
    { rows, standard }: SamplerRows,
    private readonly options: BayesianOptions,
    start: StartingRows | null,
  ) {
    const { entities, cells } = design;
    const make = new GroupMaker(memory);
    const { factors } = options;
    const products = design.productCounts.length;
    const users = design.userCounts.length;
    const yearKeys = design.years.count + 1;
    this.random = new Random(options.seed, "bayesian");
    this.state = memory.allocate(ZIGGURAT_BYTES);
    memory.integers(this.state, 4).set(Int32Array.from({ length: 4 }, () => this.random.uint32() | 0));
    writeZiggurat(memory.doubles(this.state + STATE_BYTES, (ZIGGURAT_BYTES - STATE_BYTES) / DOUBLE));
    this.room = Math.max(entities, products, users, yearKeys, BINS);
    this.sums = memory.allocate(2 * DOUBLE * this.room);
    this.moves = memory.allocate(DOUBLE * this.room);
    this.scratch = memory.allocate(3 * DOUBLE);
    const time = (i: number) => (rows.time ? rows.time[i] : Number.NaN);
    const { meanDate } = design.drift ?? { meanDate: null };
    this.at = {
      user: make.integers(rows.user),
      product: make.integers(rows.product),
      year: make.integers(rows.user.map((_, i) => yearIndex(design.years, time(i)))),
      deviation: meanDate ? make.doubles(standard.map((_, i) => deviation(time(i) - meanDate[rows.user[i]]))) : 0,
      cell: make.integers(design.cellOf),
    };
    this.errors = make.doubles(standard);
    this.isCelled = cells.entity.length < rows.user.length;
    const cellCount = this.isCelled ? cells.entity.length : 0;
    this.cell = {
      entity: make.integers(cells.entity),
      product: make.integers(cells.product),
      year: make.integers(cells.year),
      weight: this.isCelled ? make.doubles(cells.weight) : 0,
      errors: this.isCelled ? memory.allocate(DOUBLE * cellCount) : this.errors,
      before: this.isCelled ? memory.allocate(DOUBLE * cellCount) : 0,
    };
    const { userFeatures, productFeatures } = design;
    const timed = Int32Array.from({ length: yearKeys }, (_, year) => (year < yearKeys - 1 ? 1 : 0));
    this.user = make.side(
      factors,
      entities,
      design.ownEntity,
      design.userHistory,
      userFeatures.map(({ byEntity }) => byEntity),
    );
    this.product = make.side(factors, products, design.ownProduct, design.productHistory, productFeatures);
    this.userBias = make.biasSide(
      users,
      design.userCounts,
      userFeatures.map(({ byCode }) => byCode),
      false,
    );
    this.productBias = make.biasSide(products, design.productCounts, productFeatures, true);
    const bins = sharedOnce(
      design.userCounts.map((count) => binOf(Math.max(0, count - 1))),
      BINS,
    );
    this.bins = make.shared(bins, 1, BIAS_PRECISION, false);
    this.yearBias = make.own(yearKeys, 1, BIAS_PRECISION, timed, false);
    this.years = make.own(yearKeys, factors, FACTOR_PRECISION, timed, false);
    this.drift = design.drift ? make.own(users, 1, BIAS_PRECISION, design.drift.hasDrift, true) : null;
    begin(this, rows.user, factors, start, this.random);
  }

  /** One sweep over all values: biases, then the factors a column at a time, then noise and priors. 0-based. */
  sweep(sweep: number): void {
    const { memory, design } = this;
    const { kernels } = memory;
    this.sweepBiases();
    if (this.isCelled) {
      const rows = design.cellOf.length;
      const cells = design.cells.entity.length;
      const errors = memory.doubles(this.cell.errors, cells).fill(0);
      kernels.gatherCells(rows, this.at.cell, this.errors, this.cell.errors);
      const before = memory.doubles(this.cell.before, cells);
      before.set(errors);
      this.sweepFactors();
      for (let cell = 0; cell < cells; cell++) before[cell] = (errors[cell] - before[cell]) / design.cells.weight[cell];
      kernels.spreadCells(rows, this.at.cell, this.cell.before, this.errors);
    } else {
      this.sweepFactors();
    }
    const [n, , squares] = this.moments(design.cellOf.length, 0, this.errors);
    const noise: Prior = { mean: 0, precision: this.noise };
    drawPrior(noise, [n, 0, squares], false, this.random);
    this.noise = noise.precision;
    this.drawPriors(sweep);
  }

  private sweepBiases(): void {
    const { userBias, productBias, yearBias, drift, at, bins } = this;
    const rows = this.design.cellOf.length;
    const x0 = [0, 0, 0, 0, 0] as const;
    const step = (keys: number, key: number, x: readonly [number, number, number, number, number], draw: () => void) =>
      this.regress(rows, keys, key, x, this.errors, draw);
    const side = (of: BiasSide, more: SharedGroup | null) => () => {
      this.drawOwn(of.own, 0, of.ahead);
      for (const feature of of.features) this.drawShared(feature, 0);
      this.addMoves(of.keys, of.total);
      if (more) this.drawShared(more, 0);
    };
    this.drawOffset(rows);
    step(userBias.keys, at.user, x0, side(userBias, bins));
    if (this.design.years.count > 0) step(yearBias.count, at.year, x0, () => this.drawOwn(yearBias, 0, 0));
    if (drift) step(drift.count, at.user, [0, at.deviation, 0, 0, 0], () => this.drawOwn(drift, 0, 0));
    step(productBias.keys, at.product, x0, side(productBias, null));
  }

  private sweepFactors(): void {
    const { cell, user, product, years, design } = this;
    const cells = design.cells.entity.length;
    const hasYears = design.years.count > 0;
    for (let k = 0; k < this.options.factors; k++) {
      const a = user.total + DOUBLE * k * user.keys;
      const b = product.total + DOUBLE * k * product.keys;
      const year = hasYears ? years.values + DOUBLE * k * years.count : 0;
      const step = (of: Side) => () => {
        const column = DOUBLE * k * of.keys;
        this.drawOwn(of.own, k, of.ahead + column);
        if (of.history) this.drawShared(of.history, k);
        this.addMoves(of.keys, of.core + column);
        for (const feature of of.features) this.drawShared(feature, k);
        this.drawShared(of.every, k);
        this.addMoves(of.keys, of.total + column);
      };
      const byProduct = [cell.product, b, 0, 0, cell.weight] as const;
      this.regress(cells, user.keys, cell.entity, byProduct, cell.errors, step(user));
      if (hasYears)
        this.regress(cells, years.count, cell.year, byProduct, cell.errors, () => this.drawOwn(years, k, 0));
      const byUser = [cell.entity, a, cell.year, year, cell.weight] as const;
      this.regress(cells, product.keys, cell.product, byUser, cell.errors, step(product));
    }
  }

  /** Sums by key, the draws, and what they leave of the errors. */
  private regress(
    rows: number,
    keys: number,
    key: number,
    x: readonly [number, number, number, number, number],
    errors: number,
    draw: () => void,
  ): void {
    const { kernels } = this.memory;
    this.memory.doubles(this.sums, 2 * keys).fill(0);
    this.memory.doubles(this.moves, keys).fill(0);
    kernels.regressionSums(rows, key, ...x, errors, this.sums);
    draw();
    kernels.regressionMove(rows, key, ...x, errors, this.moves);
  }

  private drawOffset(rows: number): void {
    const errors = this.memory.doubles(this.errors, rows);
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += errors[i];
    const move = sum / rows + this.random.normal() / Math.sqrt(this.noise * rows);
    for (let i = 0; i < rows; i++) errors[i] -= move;
    this.offset += move;
  }

  private drawOwn({ count, has, values, priors }: OwnGroup, k: number, ahead: number): void {
    const { mean, precision } = priors[k];
    const column = values + DOUBLE * k * count;
    const { kernels } = this.memory;
    kernels.drawOwn(count, has, this.sums, this.moves, column, ahead, this.noise, mean, precision, this.state);
  }

  private drawShared({ count, starts, members, weights, values, priors }: SharedGroup, k: number): void {
    const { mean, precision } = priors[k];
    const column = values + DOUBLE * k * count;
    const { kernels } = this.memory;
    kernels.drawShared(
      count,
      starts,
      members,
      weights,
      this.sums,
      this.moves,
      column,
      this.noise,
      mean,
      precision,
      this.state,
    );
  }

  private addMoves(keys: number, column: number): void {
    this.memory.kernels.addScaled(keys, column, this.moves, 1);
  }

  private drawPriors(sweep: number): void {
    for (const { own, history, features } of [this.user, this.product]) {
      this.renew(own, own.has);
      if (history) this.renew(history, 0);
      for (const feature of features) this.renew(feature, 0);
    }
    this.renew(this.years, this.years.has);
    if (sweep < BIASES_WAIT) return;
    for (const { own, features } of [this.userBias, this.productBias]) {
      this.renew(own, own.has);
      for (const feature of features) this.renew(feature, 0);
    }
    this.renew(this.bins, 0);
    this.renew(this.yearBias, this.yearBias.has);
    if (this.drift) this.renew(this.drift, this.drift.has);
  }

  private renew({ values, count, priors, hasMean }: Group, has: number): void {
    for (const [k, prior] of priors.entries()) {
      drawPrior(prior, this.moments(count, has, values + DOUBLE * k * count), hasMean, this.random);
    }
  }

  private moments(count: number, has: number, values: number): Moments {
    this.memory.kernels.moments(count, has, values, this.scratch);
    const [n, sum, squares] = this.memory.doubles(this.scratch, 3);
    return [n, sum, squares];
  }
}
