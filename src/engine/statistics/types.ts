/** An estimate's ends: it lies between them in 95 of 100 samples. */
export type Interval = readonly [low: number, high: number];

/** Whether two segments go together: Pearson's χ² of a table of counts, and its size. */
export interface ContingencyTest {
  /** Of the whole table. */
  n: number;
  chiSquare: number;
  degrees: number;
  p: number;
  /** Yates' continuity correction, as of 2 × 2 tables; Cramér's V is without it. */
  isCorrected: boolean;
  /** Cramér's V, 0 to 1, with its interval. */
  cramersV: number;
  interval: Interval;
  /** Count of each cell if the two did not go together; as long as the table. */
  expected: Float64Array;
  /** Adjusted standardised residual of each cell: beyond ±2 a cell stands out. */
  residuals: Float64Array;
}

/** Whether the values of one segment are equally frequent. */
export interface EqualSharesTest {
  n: number;
  chiSquare: number;
  degrees: number;
  p: number;
  /** √(χ² / (n (k − 1))), 0 to 1. */
  cramersV: number;
}

/** By how much one value is more frequent than another, as a share of `n`. */
export interface ShareDifference {
  difference: number;
  interval: Interval;
  p: number;
}

/** What a factor explains of a figure's spread. */
export interface Effect {
  f: number;
  degrees: readonly [effect: number, residual: number];
  p: number;
  /** Share of the spread that is neither other effects' nor explained by them, 0 to 1. */
  partialEtaSquared: number;
}

/** Whether a figure's mean depends on the segment. */
export interface OneWay extends Effect {
  /** ω²: what the factor explains of the spread, without the bias of many small groups; never below 0. */
  omegaSquared: number;
}

/** A two-way ANOVA of type II: each main effect beside the other, the interaction beside both; null: not estimable. */
export interface TwoWay {
  n: number;
  row: Effect | null;
  column: Effect | null;
  interaction: Effect | null;
}
