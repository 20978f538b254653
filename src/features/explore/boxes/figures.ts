import { genderMeaning, type Meaning } from "../../../charts/look";
import type { Domain } from "../../../charts/scale";
import type { PlottedBox } from "../../../charts/svg/BoxPlots";
import { isGender, type SideRole } from "../../../domain/roles";
import type { Boxes } from "../../../engine/explore/types";
import type { TableColumn } from "../../../ui/DataTable";
import { formatAmount, formatCount, formatNumber } from "../../../ui/format";
import { valueName } from "../filterWords";
import type { Look } from "../look";
import { meanText } from "../segment/words";

/** Groups of fewer ratings are marked: their figures may be chance. */
export const SMALL = 30;

/** One group of a box plot as a row of its table. */
export interface BoxRow extends Pick<PlottedBox, "n" | "mean" | "margin" | "low" | "q1" | "median" | "q3" | "high"> {
  group: string;
  box: string;
}

/** The ends of the rating scale. */
export function ratingDomain({ summary }: Look): Domain {
  const { ratingLow, ratingHigh, ratingStep } = summary;
  return ratingLow < ratingHigh ? [ratingLow, ratingHigh] : [ratingLow - ratingStep, ratingHigh + ratingStep];
}

/** The colour of a segment's value; genders have their own. */
export function meaningOf(role: SideRole, label: string): Meaning {
  if (label === "") return "unknown";
  return isGender(role) ? genderMeaning(label) : "neutral";
}

/** Group `at` of the figures. */
export function boxAt(boxes: Boxes, at: number): Omit<BoxRow, "group" | "box"> {
  const { n, mean, margin, low, q1, median, q3, high } = boxes;
  return {
    n: n[at],
    mean: mean[at],
    margin: margin[at],
    low: low[at],
    q1: q1[at],
    median: median[at],
    q3: q3[at],
    high: high[at],
  };
}

/** A group in words: "Headphones, Female: 1,234 ratings, median 4, quartiles 3 to 5, mean 3.98 ± 0.04". */
export function spokenBox(
  names: readonly string[],
  { n, median, q1, q3, mean, margin }: Omit<BoxRow, "group" | "box">,
) {
  const name = names.filter(Boolean).join(", ");
  if (n === 0) return `${name}: no ratings`;
  const text = meanText({ mean, margin: Number.isNaN(margin) ? null : margin });
  return `${name}: ${formatAmount(n, "rating")}, median ${formatNumber(median)}, quartiles ${formatNumber(q1)} to ${formatNumber(q3)}, mean ${text}`;
}

function numberColumn(name: string, of: (row: BoxRow) => number, digits = 3): TableColumn<BoxRow> {
  return {
    name,
    numeric: true,
    cell: (row) => formatNumber(of(row), digits),
    value: (row) => (Number.isNaN(of(row)) ? null : of(row)),
  };
}

/** The figures of a box plot as a table's columns. */
export function boxColumns(): TableColumn<BoxRow>[] {
  return [
    { name: "Ratings", numeric: true, cell: ({ n }) => formatCount(n), value: ({ n }) => n },
    numberColumn("Mean", ({ mean }) => mean),
    numberColumn("± (95 %)", ({ margin }) => margin, 2),
    numberColumn("Whisker", ({ low }) => low),
    numberColumn("Quartile 1", ({ q1 }) => q1),
    numberColumn("Median", ({ median }) => median),
    numberColumn("Quartile 3", ({ q3 }) => q3),
    numberColumn("Upper whisker", ({ high }) => high),
  ];
}

export function nameOf({ survey }: Look, role: SideRole, code: number): string {
  return valueName(survey.labels[role]?.[code] ?? "");
}
