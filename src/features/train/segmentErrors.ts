import { genderMeaning } from "../../charts/look";
import type { DotRow } from "../../charts/svg/DotRows";
import { isGender, pluralOf, valueNoun } from "../../domain/roles";
import type { SegmentFigures, SegmentTable } from "../../engine/evaluate/types";
import { formatAmount, formatCount, formatRmse } from "../../ui/format";
import { type SegmentNames, segmentMeasure, segmentName } from "../../ui/segmentName";
import { signed } from "./figures";

type By = SegmentTable["by"];

interface Division {
  label: string;
  one: string;
  phrase: string;
}

const ACTIVITY: Division = { label: "Activity", one: "group", phrase: "number of training ratings" };

/** How a way to divide the errors is named, asked about and counted. */
export function divisionOf(by: By, summary: SegmentNames): Division {
  if (by === "activity") return ACTIVITY;
  return { label: segmentName(by, summary), one: valueNoun(by), phrase: segmentMeasure(by, summary) };
}

/** A segment's name as shown; a rating without one is unknown, which is a finding too. */
export function segmentLabel(label: string): string {
  return label === "" ? "Unknown" : label;
}

/** The rows of the chart, in the table's order, unknown last. */
export function segmentErrorRows({ by, segments }: SegmentTable): DotRow[] {
  const known = segments.filter(({ label }) => label !== "");
  const unknown = segments.filter(({ label }) => label === "");
  return [...known, ...unknown].map(({ label, n, rmse, interval, meanError, meanErrorInterval }) => {
    const name = by === "activity" ? `${label} ${label === "1" ? "rating" : "ratings"}` : segmentLabel(label);
    return {
      key: label,
      label: name,
      figures: [
        { value: rmse, interval, text: formatRmse(rmse) },
        { value: meanError, interval: meanErrorInterval, text: signed(meanError) },
      ],
      n: formatCount(n),
      tone: label === "" ? "unknown" : isGenderDivision(by) ? genderMeaning(label) : "neutral",
      spoken: `${name}: RMSE ${formatRmse(rmse)}, mean error ${signed(meanError)}, ${formatAmount(n, "test rating")}`,
    };
  });
}

function isGenderDivision(by: By): boolean {
  return by !== "activity" && isGender(by);
}

type Sure = SegmentFigures & { rmse: number; interval: [number, number] };

/**
 * How many segments have a clearly larger error than the whole, and which is clearly predicted furthest too high or
 * too low. Clearly: the 95 % interval leaves the whole's RMSE, or 0, out.
 */
export function segmentErrorSentence(
  { by, segments }: SegmentTable,
  overall: number | null,
  unit: string,
  summary: SegmentNames = null,
): string {
  const { one, phrase } = divisionOf(by, summary);
  const known = segments.filter(
    (segment): segment is Sure => segment.label !== "" && segment.rmse !== null && segment.interval !== null,
  );
  if (known.length < 2 || overall === null) return `There are too few test ratings to compare them by ${phrase}.`;
  const above = known.filter(({ interval }) => interval[0] > overall).sort((a, b) => b.rmse - a.rmse);
  const name = ({ label }: SegmentFigures) =>
    by === "activity" ? `users with ${label} training ${label === "1" ? "rating" : "ratings"}` : label;
  const [worst] = above;
  const whole = `than the whole’s ${formatRmse(overall)}\u00a0${unit}`;
  const count = `${above.length} of ${formatAmount(known.length, one, pluralOf(one))} ${above.length === 1 ? "has" : "have"}`;
  const size = worst
    ? `${count} a clearly larger error ${whole}: ${above.length > 1 ? "most of all " : ""}${name(worst)} with ${formatRmse(worst.rmse)}.`
    : `No ${one} has a clearly larger error ${whole}.`;
  return `${size} ${tilt(known, name, unit)}`;
}

function tilt(segments: readonly Sure[], name: (segment: SegmentFigures) => string, unit: string): string {
  const [most] = segments
    .filter(({ meanErrorInterval }) => meanErrorInterval && (meanErrorInterval[0] > 0 || meanErrorInterval[1] < 0))
    .sort((a, b) => Math.abs(b.meanError) - Math.abs(a.meanError));
  if (!most) return "None is clearly predicted too high or too low.";
  const direction = most.meanError > 0 ? "high" : "low";
  return `Furthest off in one direction: ${name(most)}, predicted ${Math.abs(most.meanError).toFixed(3)}\u00a0${unit} too ${direction} on average.`;
}
