import { vi } from "vitest";
import type { Feedback, SegmentRole, SideRole } from "../../../src/domain/roles";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, type Pair, type Views } from "../../../src/engine/explore/types";
import { summarize } from "../../../src/engine/read/summary";
import type { Dataset, SegmentColumn } from "../../../src/engine/read/types";
import { packTexts } from "../../../src/engine/read/vocabulary";
import type { LoadedData } from "../../../src/features/data/store/dataState";
import type { Look } from "../../../src/features/explore/look";
import { readReport } from "../../setup/reading";

export interface FileOptions {
  feedback?: Feedback;
  /** Columns that the file lacks; without `year` it has no times. */
  without?: readonly SideRole[];
  /** Columns that it has beside them, by what the header calls them. */
  groups?: Partial<Record<"productGroup" | "userGroup", string>>;
  brands?: number;
}

/** Ratings by target gender and user's gender. V = 0.25: χ² = 300 × 0.25² = 18.75, and p = exp(−18.75 / 2). */
export const COUNTS = [
  ["Female", "Female", 60],
  ["Female", "Male", 40],
  ["Female&Male", "Female", 50],
  ["Female&Male", "Male", 50],
  ["Male", "Female", 30],
  ["Male", "Male", 70],
  ["Female", "", 100],
  ["Male", "", 100],
] as const;

const CATEGORIES = ["Headphones", "Cameras", "Wearables"];
const STARS = [5, 4, 5, 3, 1, 5, 4, 2, 5, 4];
const YEARS = [2012, 2013, 2014];

function columnOf(values: readonly string[]): SegmentColumn {
  const texts = ["", ...new Set(values.filter(Boolean))];
  return { codes: Uint16Array.from(values, (value) => texts.indexOf(value)), vocabulary: packTexts(texts) };
}

/**
 * 500 ratings from 1 to 5 of 2012 to 2014, by 350 users (300 of them once) of 40 products: the user's gender known in
 * 300 of them, the target gender and the category in all, the brand in half.
 */
export function file({ feedback = "explicit", without = [], groups = {}, brands = 4 }: FileOptions = {}): Dataset {
  const genders = COUNTS.flatMap(([target, user, n]) => Array.from({ length: n }, () => [target, user] as const));
  const size = genders.length;
  const by = <Value>(at: (row: number) => Value): Value[] => Array.from({ length: size }, (_, row) => at(row));
  const columns: Record<SegmentRole, SegmentColumn> = {
    category: columnOf(by((row) => CATEGORIES[Math.floor((row % 10) / 4)])),
    brand: columnOf(by((row) => (row % 2 ? `Brand ${((row - 1) / 2) % brands}` : ""))),
    productGender: columnOf(genders.map(([target]) => target)),
    userGender: columnOf(genders.map(([, user]) => user)),
    productGroup: columnOf(by((row) => (row % 3 ? "Large" : "Small"))),
    userGroup: columnOf(by((row) => (row % 5 < 2 ? "18–24" : "25–34"))),
  };
  const has = (role: SegmentRole) =>
    role === "productGroup" || role === "userGroup" ? groups[role] !== undefined : !without.includes(role);
  const segments = Object.fromEntries(Object.entries(columns).filter(([role]) => has(role as SegmentRole)));
  const times = by((row) => Date.UTC(YEARS[row % YEARS.length], row % 12, 1 + (row % 28)) / 1000);
  return {
    name: "electronics.csv",
    feedback,
    bytes: 36_000,
    size,
    users: packTexts(Array.from({ length: 350 }, (_, user) => `u${user}`)),
    products: packTexts(Array.from({ length: 40 }, (_, product) => `p${product}`)),
    user: Int32Array.from({ length: size }, (_, row) => (row < 300 ? row : 300 + (row % 50))),
    product: Int32Array.from({ length: size }, (_, row) => row % 40),
    rating: Float32Array.from({ length: size }, (_, row) => (feedback === "explicit" ? STARS[row % 10] : 1)),
    time: without.includes("year") ? null : Float64Array.from(times),
    segments,
    segmentNames: groups,
    split: null,
    titles: null,
  };
}

/** What the page's store holds of the file. */
export function loaded(dataset: Dataset): LoadedData {
  const report = readReport({ read: dataset.size, accepted: dataset.size, rejected: 0, merged: 0 });
  return {
    source: { kind: "text", name: dataset.name, text: "" },
    isSample: false,
    summary: summarize(dataset),
    report,
    preview: { file: report.file, bytes: report.bytes, guesses: report.guesses, columns: [], rows: [] },
  };
}

export interface LookOptions extends Partial<Look> {
  dataset?: Dataset;
  views?: Partial<Views>;
}

/** All that Explore's cards get: what of the file passes `filter`, unless it is told to be something else. */
export function look({ dataset = file(), views = {}, ...overrides }: LookOptions = {}): Look {
  const explorer = new Explorer(dataset);
  const survey = explorer.survey({ ...FIRST_VIEWS, ...views });
  const filter = overrides.filter ?? {};
  return {
    summary: summarize(dataset),
    feedback: dataset.feedback,
    survey,
    selection: explorer.explore(filter),
    filter,
    change: vi.fn<Look["change"]>(),
    toggle: vi.fn<Look["toggle"]>(),
    figure: (question) => ({ fileStem: question, note: "" }),
    ...overrides,
  };
}

/** The same, with the bias tables of this pair. */
export function lookAt(bias: Pair, options: LookOptions = {}): Look {
  return look({ ...options, views: { ...options.views, bias } });
}
