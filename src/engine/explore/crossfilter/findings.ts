import {
  PRODUCT_SEGMENTS,
  SEGMENT_ROLES,
  type SegmentRole,
  SIDE_ROLES,
  type SideRole,
  USER_SEGMENTS,
} from "../../../domain/roles";
import { contingencyTest } from "../../statistics/contingency";
import { oneWay } from "../../statistics/oneWay";
import { equalShares } from "../../statistics/shares";
import type { Bin, Finding, Pair, Selection } from "../types";
import { cellsOf } from "./cells";
import type { Columns, Segment } from "./columns";
import { codeCount } from "./levels";
import { tally, tallyCodes } from "./tally";

const MOST_FINDINGS = 5;
/** Less than this is chance in one of a thousand files, and there are some dozens of candidates. */
const SURE = 0.001;
/** Effects that Cohen (1988) would call less than small are left out, unless that leaves fewer than three findings. */
const NOTABLE = 0.1;
const FEWEST_FINDINGS = 3;
/** A mean of fewer ratings is not named as the highest or the lowest. */
const FEWEST_RATINGS = 30;
const LIMITS = { rows: 12, columns: 12, withUnknown: false };

/**
 * The most notable facts of the whole file, ranked by effect size. All sizes lie between 0 and 1: Cramér's V of pairs
 * of segments and of unequal frequencies, and ω, the root of ω², of differences between means, which is a correlation too.
 */
export function findingsOf(columns: Columns, all: Selection): Finding[] {
  const candidates = [
    ...pairs(columns).flatMap((pair) => association(columns, pair)),
    ...(columns.feedback === "explicit" ? SIDE_ROLES.flatMap((by) => means(columns, by)) : []),
    ...SEGMENT_ROLES.flatMap((by) => uneven(columns, by)),
    ...(columns.feedback === "explicit" ? peak(columns.bins, all.distribution) : []),
    ...singles("users", all.userActivity, all.users),
    ...singles("products", all.productActivity, all.products),
  ]
    .filter(({ effect, p }) => p < SURE && effect > 0)
    .sort((a, b) => b.effect - a.effect);
  const notable = candidates.filter(({ effect }) => effect >= NOTABLE).length;
  return candidates.slice(0, Math.min(MOST_FINDINGS, Math.max(FEWEST_FINDINGS, notable)));
}

/** What a user's segment may have to do with a product's, and a segment with the year; never two of one owner. */
function pairs({ segments }: Columns): Pair[] {
  const here = SEGMENT_ROLES.filter((role) => segments[role]);
  const ofUser = USER_SEGMENTS.filter((role) => segments[role]);
  const withUser = PRODUCT_SEGMENTS.filter((role) => segments[role]).flatMap((product) =>
    ofUser.map((user): Pair => [product, user]),
  );
  return [...withUser, ...(segments.year ? here.map((role): Pair => [role, "year"]) : [])];
}

function association(columns: Columns, pair: Pair): Finding[] {
  const cells = cellsOf(columns, pair, LIMITS);
  if (!cells || cells.groups.several || cells.rows.length < 2 || cells.columns.length < 2) return [];
  const observed = new Uint32Array(cells.groups.size);
  const { codes } = cells.groups;
  for (let row = 0; row < codes.length; row++) observed[codes[row]]++;
  const test = contingencyTest(observed.subarray(0, -1), cells.rows.length, cells.columns.length);
  if (!test) return [];
  const strongest = test.residuals.reduce((best, residual, i) => (residual > test.residuals[best] ? i : best), 0);
  const labelOf = (role: SideRole, code: number) => columns.segments[role]!.labels[code];
  return [
    {
      kind: "association",
      effect: test.cramersV,
      p: test.p,
      pair,
      test,
      cell: [
        labelOf(pair[0], cells.rows[Math.floor(strongest / cells.columns.length)]),
        labelOf(pair[1], cells.columns[strongest % cells.columns.length]),
      ],
      observed: observed[strongest],
      expected: test.expected[strongest],
    },
  ];
}

/**
 * Of the known values alone: the unknown are no group. Where a product has several values the test is of their
 * combinations, which each rating has one of; named are single values.
 */
function means(columns: Columns, by: SideRole): Finding[] {
  const segment = columns.segments[by];
  if (!segment) return [];
  const { n, sum } = tally(segment, columns.levels, null);
  const whole = tallyCodes(segment.codes, codeCount(segment), columns.levels, null);
  const test = oneWay(whole.n.subarray(1), whole.sum.subarray(1), whole.squares.subarray(1));
  const known = [...n.keys()].slice(1).filter((code) => n[code] >= FEWEST_RATINGS);
  if (!test || known.length < 2) return [];
  const mean = (code: number) => sum[code] / n[code];
  const rising = known.sort((a, b) => mean(a) - mean(b));
  const named = (code: number) => ({ label: segment.labels[code], n: n[code], mean: mean(code) });
  return [
    {
      kind: "means",
      effect: Math.sqrt(test.omegaSquared),
      p: test.p,
      by,
      oneWay: test,
      highest: named(rising[rising.length - 1]),
      lowest: named(rising[0]),
    },
  ];
}

function uneven({ segments }: Columns, by: SegmentRole): Finding[] {
  const segment = segments[by];
  const test = segment && !segment.several && equalShares(known(segment));
  if (!segment || !test) return [];
  const largest = segment.counts.reduce(
    (best, count, code) => (code > 0 && count > segment.counts[best] ? code : best),
    1,
  );
  return [
    {
      kind: "uneven",
      effect: test.cramersV,
      p: test.p,
      by,
      largest: { label: segment.labels[largest], n: segment.counts[largest] },
      known: test.n,
      values: known(segment).length,
    },
  ];
}

/** Ratings of each value that occurs. */
function known({ counts }: Segment): Uint32Array {
  return counts.subarray(1).filter((count) => count > 0);
}

function peak(bins: readonly Bin[], counts: Uint32Array): Finding[] {
  const test = equalShares(counts);
  if (!test) return [];
  const most = counts.reduce((best, count, bin) => (count > counts[best] ? bin : best), 0);
  return [{ kind: "peak", effect: test.cramersV, p: test.p, bin: bins[most], n: counts[most], ratings: test.n }];
}

/** That most have one rating, by how far that is from half of them; that most have more is as expected. */
function singles(of: "users" | "products", byActivity: Uint32Array, all: number): Finding[] {
  const single = byActivity[0] ?? 0;
  const test = equalShares([single, all - single]);
  return test && single > all / 2 ? [{ kind: "singles", effect: test.cramersV, p: test.p, of, single, all }] : [];
}
