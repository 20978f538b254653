import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { ColumnRole, SideRole } from "../../../src/domain/roles";
import type { Bin, Boxes, Figures, Filter, Pair, Survey, Views } from "../../../src/engine/explore/types";
import type { Dataset, ReadOptions } from "../../../src/engine/read/types";
import { read } from "../read/reading";
import { expectNear } from "../statistics/fixture";

export type Group = [n: number, mean: number | null, margin: number | null];
export type FiveNumbers = [...Group, ...(number | null)[]];

interface Test {
  n: number;
  chiSquare: number;
  degrees: number;
  p: number;
  cramersV: number;
}

interface CellLabels {
  pair: Pair;
  rows: string[];
  columns: string[];
  rowsLeft: number;
  columnsLeft: number;
}

type EffectFigures = { f: number; degrees: [number, number]; p: number; partialEtaSquared: number } | null;

export interface ExpectedSelection {
  name: string;
  filter: Filter;
  ratings: number;
  users: number;
  products: number;
  segments: Partial<Record<SideRole, Record<string, Group>>>;
  distribution: number[];
  periods: Group[];
  years: Record<string, FiveNumbers>;
  boxes: FiveNumbers[];
  shares: number[];
  userActivity: number[];
  productActivity: number[];
  bias: {
    test: Test | null;
    byYear: { year: string; n: number; test: Test | null }[];
    cells: Group[];
    anova: Record<"row" | "column" | "interaction", EffectFigures>;
  };
  balance: Record<
    "productGender" | "userGender",
    {
      known: number;
      equal: Omit<Test, "n" | "degrees"> | null;
      largest: [string, string] | null;
      lead: [number, number, number] | null;
    }
  >;
}

/** What tests/fixtures/eda/eda.py found of ratings.csv beside it. */
export const EXPECTED: {
  activityBins: [number, number][];
  untimed: number;
  views: {
    views: Views;
    boxes: CellLabels;
    bias: CellLabels;
    periods: [number, number][];
    selections: ExpectedSelection[];
  }[];
} = JSON.parse(readFileSync("tests/fixtures/eda/eda.json", "utf8"));

/** A Dataset of CSV text whose header says the roles of its columns. */
export async function datasetOf(csv: string, options: ReadOptions = {}): Promise<Dataset> {
  const header = csv.slice(0, csv.indexOf("\n")).split(",") as ColumnRole[];
  return (await read(csv, { roles: { ...header }, delimiter: ",", duplicates: "all", ...options })).dataset;
}

export function referenceDataset(): Promise<Dataset> {
  return datasetOf(readFileSync("tests/fixtures/eda/ratings.csv", "utf8"));
}

/** The number, or NaN where there is none. */
export function expectFigure(found: number | undefined, expected: number | null): void {
  if (expected === null) expect(found).toBeNaN();
  else if (expected === 0) expect(Math.abs(found!)).toBeLessThan(1e-12);
  else expectNear(found, expected);
}

export function expectFigures(found: Figures, expected: readonly Group[]): void {
  expect([...found.n]).toEqual(expected.map(([n]) => n));
  expect(found.mean).toHaveLength(expected.length);
  expect(found.margin).toHaveLength(expected.length);
  expected.forEach(([, mean, margin], group) => {
    expectFigure(found.mean[group], mean);
    expectFigure(found.margin[group], margin);
  });
}

export function expectBoxes(found: Boxes, expected: readonly FiveNumbers[]): void {
  expectFigures(
    found,
    expected.map(([n, mean, margin]): Group => [n, mean, margin]),
  );
  for (const [at, name] of (["low", "q1", "median", "q3", "high"] as const).entries()) {
    expect(found[name]).toHaveLength(expected.length);
    expected.forEach((five, group) => {
      expectFigure(found[name][group], five[3 + at]);
    });
  }
}

/** Of each label's code what is known of it, in the order of the codes. */
export function byCode<Part>(labels: readonly string[], expected: Record<string, Part>): Part[] {
  expect([...labels].sort()).toEqual(Object.keys(expected).sort());
  return labels.map((label) => expected[label]);
}

export function ends(bins: readonly Bin[]): [number, number][] {
  return bins.map(({ low, high }) => [low, high]);
}

/** What box plots or bias tables divide by, in words. */
export function labelled(survey: Survey, codes: Survey["boxes"]): CellLabels {
  const { pair, rows, columns, rowsLeft, columnsLeft } = codes!;
  const [ofRows, ofColumns] = pair.map((role) => survey.labels[role]);
  return {
    pair,
    rows: rows.map((code) => ofRows![code]),
    columns: columns.map((code) => ofColumns![code]),
    rowsLeft,
    columnsLeft,
  };
}
