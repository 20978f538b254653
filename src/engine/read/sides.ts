import { ownerOf, SEGMENT_ROLES, type SideRole } from "../../domain/roles";
import { byDay } from "./days";
import type { Dataset, SegmentCodes, SegmentColumn, Vocabulary } from "./types";
import { copy, packTexts, size } from "./vocabulary";

/**
 * A side feature as training reads it: one value per product, per user or per rating; code 0 is "unknown". Where the
 * ratings of one id disagree, the id has the value of most of them, and `conflicts` counts the ids.
 */
export interface SideColumn {
  role: SideRole;
  per: "product" | "user" | "rating";
  codes: Int32Array;
  vocabulary: Vocabulary;
  conflicts: number;
}

/** The side features that the file has, in the order of SIDE_ROLES; copies that can be transferred. */
export function sideColumns(dataset: Dataset): SideColumn[] {
  const sides = SEGMENT_ROLES.flatMap((role): SideColumn[] => {
    const segment = dataset.segments[role];
    if (!segment) return [];
    const per = ownerOf(role);
    return [{ role, per, ...majorityOf(dataset, per, segment), vocabulary: copy(segment.vocabulary) }];
  });
  const years = dataset.time && yearsOf(dataset.time);
  return years ? [...sides, { role: "year", per: "rating", ...years, conflicts: 0 }] : sides;
}

/** One value of the segment for each product, or user: that of most of its ratings that have one. */
export function majorityOf(dataset: Dataset, per: "product" | "user", { codes, vocabulary }: SegmentColumn) {
  const ids = size(per === "product" ? dataset.products : dataset.users);
  return majority(dataset[per], ids, codes, size(vocabulary));
}

/**
 * The most frequent code above 0 of each id, of equally frequent ones that which comes last; 0 for an id without any.
 * `conflicts` counts the ids with more than one. Row i of `owner` and `codes` is the same rating; `ids` and `values`
 * are the sizes of their vocabularies. Only ids with a conflict are counted through.
 */
export function majority(
  owner: Int32Array,
  ids: number,
  codes: SegmentCodes,
  values: number,
): { codes: Int32Array; conflicts: number } {
  const value = new Int32Array(ids);
  /** 1-based number of an id with a conflict, 0 for the others. */
  const conflict = new Int32Array(ids);
  let conflicts = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (code === 0) continue;
    const id = owner[row];
    if (value[id] === 0) value[id] = code;
    else if (value[id] !== code && conflict[id] === 0) conflict[id] = ++conflicts;
  }
  if (conflicts > 0) settle(value, conflict, conflicts, owner, codes, values);
  return { codes: value, conflicts };
}

/** Give each id with a conflict the code of most of its ratings: they are brought together by id, then counted. */
function settle(
  value: Int32Array,
  conflict: Int32Array,
  conflicts: number,
  owner: Int32Array,
  codes: SegmentCodes,
  values: number,
): void {
  /** Ratings of conflict c end before starts[c + 1], once they are placed. */
  const starts = new Int32Array(conflicts + 2);
  for (let row = 0; row < codes.length; row++) if (codes[row] !== 0) starts[conflict[owner[row]] + 1]++;
  starts[1] = 0;
  for (let c = 1; c <= conflicts; c++) starts[c + 1] += starts[c];
  const next = starts.slice();
  const placed = new Int32Array(starts[conflicts + 1]);
  for (let row = 0; row < codes.length; row++) {
    const c = conflict[owner[row]];
    if (c !== 0 && codes[row] !== 0) placed[next[c]++] = codes[row];
  }
  const counts = new Int32Array(values);
  for (let id = 0; id < value.length; id++) {
    const c = conflict[id];
    if (c !== 0) value[id] = mostFrequent(placed.subarray(starts[c], starts[c + 1]), counts);
  }
}

/** The most frequent of the codes, of equally frequent ones the last; `counts` is all zero before and after. */
function mostFrequent(codes: Int32Array, counts: Int32Array): number {
  for (const code of codes) counts[code]++;
  let best = codes[codes.length - 1];
  for (let i = codes.length - 2; i >= 0; i--) if (counts[codes[i]] > counts[best]) best = codes[i];
  for (const code of codes) counts[code] = 0;
  return best;
}

/**
 * The year (UTC) of each time, in seconds since 1970: codes into the years that occur, in their order; code 0 where the
 * time is NaN. Null when the known times lie in fewer than two years.
 */
export function yearsOf(time: Float64Array): Pick<SideColumn, "codes" | "vocabulary"> | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    const t = time[i];
    if (t < first) first = t;
    if (t > last) last = t;
  }
  if (first > last) return null;
  const yearOf = (t: number) => new Date(t * 1000).getUTCFullYear();
  const firstYear = yearOf(first);
  const years = yearOf(last) - firstYear + 1;
  if (years < 2) return null;
  const codes = new Int32Array(time.length);
  const occurs = new Uint8Array(years + 1);
  const place = byDay(first, last, (t) => yearOf(t) - firstYear + 1);
  for (let row = 0; row < time.length; row++) {
    if (Number.isNaN(time[row])) continue;
    const code = place(time[row]);
    codes[row] = code;
    occurs[code] = 1;
  }
  const texts = [""];
  const codeOf = Int32Array.from(occurs, (found, y) => (found ? texts.push(String(firstYear + y - 1)) - 1 : 0));
  if (texts.length <= years) for (let row = 0; row < codes.length; row++) codes[row] = codeOf[codes[row]];
  return { codes, vocabulary: packTexts(texts) };
}
