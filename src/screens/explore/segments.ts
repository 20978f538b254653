import type { Meaning } from "../../charts/look";
import type { Feedback, SegmentRole } from "../../engine/dataset/types";
import type { CountByLabel } from "../../engine/eda/types";
import { nounOf } from "../../ui/feedback";
import { formatShare } from "../../ui/format";

/** One bar of a segment chart. */
export interface SegmentRow {
  label: string;
  count: number;
  /** Share of all ratings, 0 to 1. */
  share: number;
  mean: number | null;
  meaning: Meaning;
}

/** How each segment column is asked about and spoken of. */
export const SEGMENT_TEXTS: Record<
  SegmentRole,
  { question: Record<Feedback, string>; subject: string; column: string; missing: string }
> = {
  userGender: {
    question: { explicit: "Who wrote the ratings?", implicit: "Who chose the products?" },
    subject: "the user’s gender",
    column: "User’s gender",
    missing: "a column with the user’s gender",
  },
  productGender: {
    question: {
      explicit: "Which gender are the rated products marketed to?",
      implicit: "Which gender are the chosen products marketed to?",
    },
    subject: "the product’s target gender",
    column: "Target gender",
    missing: "a column with the gender that a product is marketed to",
  },
  brand: {
    question: { explicit: "Which brands are rated most?", implicit: "Which brands are chosen most?" },
    subject: "the brand",
    column: "Brand",
    missing: "a column with brands",
  },
  category: {
    question: { explicit: "Which categories are rated most?", implicit: "Which categories are chosen most?" },
    subject: "the category",
    column: "Category",
    missing: "a column with categories",
  },
  productGroup: {
    question: { explicit: "Which products are rated most?", implicit: "Which products are chosen most?" },
    subject: "the product’s segment",
    column: "Product segment",
    missing: "a column with another segment of products",
  },
  userGroup: {
    question: { explicit: "Which users rate most?", implicit: "Which users choose most?" },
    subject: "the user’s segment",
    column: "User segment",
    missing: "a column with another segment of users",
  },
};

/** The colour of a gender label as files write it; other labels have no colour of their own. */
export function meaningOf(label: string): Meaning {
  const text = label.toLowerCase().replace(/\s/g, "");
  if (text === "") return "unknown";
  if (["female", "f", "woman", "women"].includes(text)) return "female";
  if (["male", "m", "man", "men"].includes(text)) return "male";
  return /female.*male|unisex|both/.test(text) ? "both" : "neutral";
}

function total(values: readonly CountByLabel[]): number {
  return values.reduce((sum, { count }) => sum + count, 0);
}

/** The largest known values, the rest together as "Other", unknown last; nothing is dropped. */
export function segmentRows(values: readonly CountByLabel[], gendered: boolean, most = 10): SegmentRow[] {
  const all = total(values);
  const known = values.filter(({ label }) => label !== "");
  // A single value left over is better named than called "other".
  const shown = known.length === most + 1 ? known : known.slice(0, most);
  const rest = known.slice(shown.length);
  const unknown = values.find(({ label }) => label === "");
  const row = (label: string, { count, mean }: Omit<CountByLabel, "label">, meaning: Meaning): SegmentRow => ({
    label,
    count,
    share: count / all,
    mean,
    meaning,
  });
  return [
    ...shown.map((value) => row(value.label, value, gendered ? meaningOf(value.label) : "neutral")),
    ...(rest.length ? [row(`Other (${rest.length})`, together(rest), "neutral")] : []),
    ...(unknown && unknown.count > 0 ? [row("Unknown", unknown, "unknown")] : []),
  ];
}

/** Several values as one: their counts added, the mean over all their ratings. */
function together(values: readonly CountByLabel[]): { count: number; mean: number | null } {
  const count = total(values);
  const sum = values.reduce((all, value) => all + value.count * (value.mean ?? 0), 0);
  return { count, mean: count ? sum / count : null };
}

/** The share of ratings whose value is known, 0 to 1. */
export function knownShare(values: readonly CountByLabel[]): number {
  const unknown = values.find(({ label }) => label === "")?.count ?? 0;
  return 1 - unknown / total(values);
}

/** "25.6 % of ratings say the brand. Of these: Sonora 12 %, Belmarque 9.4 %, and less for each of the others." */
export function segmentSentence(role: SegmentRole, values: readonly CountByLabel[], feedback: Feedback): string {
  const { subject } = SEGMENT_TEXTS[role];
  const { one, many } = nounOf(feedback);
  const known = values.filter(({ label, count }) => label !== "" && count > 0);
  const all = total(known);
  const share = knownShare(values);
  if (known.length === 0) return `No ${one} says ${subject}.`;
  const whose = share === 1 ? `Every ${one} says` : `${formatShare(share)} of ${many} say`;
  // Three are few enough to name all; of more, the first two.
  const named = known.length <= 3 ? known : known.slice(0, 2);
  const parts = named.map(({ label, count }) => `${label} ${formatShare(count / all)}`);
  return `${whose} ${subject}. Of these: ${parts.join(", ")}${named.length < known.length ? ", and less for each of the others" : ""}.`;
}
