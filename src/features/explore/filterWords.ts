import { type Dimension, type Filter, isRange, type Range, type RangeDimension } from "../../engine/explore/types";
import type { DatasetSummary } from "../../engine/read/types";
import { nounOf } from "../../ui/feedback";
import { formatCount, formatDate, formatNumber } from "../../ui/format";
import { segmentName } from "../../ui/segmentName";
import { filtered } from "./store/filter";

const DAY = 86_400;
/** Values that a chip names; the whole list stands in its title. */
const NAMED = 3;

/** A value as shown; the empty one is unknown. */
export function valueName(label: string): string {
  return label === "" ? "Unknown" : label;
}

type Summary = Pick<DatasetSummary, "feedback" | "segments">;

/** The parts of a filter in words, in the order of its dimensions: "Category: Headphones, Home Audio". */
export function filterWords(filter: Filter, summary: Summary): string[] {
  return filtered(filter).map((dimension) => partWords(filter, dimension, summary));
}

/** One part of the filter; of many values the first, and how many more there are. */
export function partWords(filter: Filter, dimension: Dimension, summary: Summary, named = Number.POSITIVE_INFINITY) {
  if (isRange(dimension)) return rangeWords(dimension, filter[dimension]!, summary);
  const values = filter[dimension]!.map(valueName);
  const more = values.length > named + 1 ? ` and ${formatCount(values.length - named)} more` : "";
  const shown = more ? values.slice(0, named) : values;
  return `${segmentName(dimension, summary)}: ${shown.join(", ")}${more}`;
}

/** The same as short as a chip. */
export function chipWords(filter: Filter, dimension: Dimension, summary: Summary): string {
  return partWords(filter, dimension, summary, NAMED);
}

function rangeWords(dimension: RangeDimension, [low, high]: Range, { feedback }: Summary): string {
  const { one, many } = nounOf(feedback);
  const counted = high === 1 ? one : many;
  const span = (format: (end: number) => string) => (low === high ? format(low) : `${format(low)} to ${format(high)}`);
  switch (dimension) {
    case "time":
      return span((day) => formatDate(day * DAY));
    case "rating":
      return feedback === "explicit"
        ? `Rating ${span(formatNumber)}`
        : `Chosen ${span(formatCount)} ${high === 1 ? "time" : "times"}`;
    case "userActivity":
      return `Users with ${span(formatCount)} ${counted}`;
    case "productActivity":
      return `Products with ${span(formatCount)} ${counted}`;
    case "error":
      return `Error ${span((end) => formatNumber(end))}`;
  }
}
