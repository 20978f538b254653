import type { ErrorFigures, Interval } from "../../engine/evaluation/types";
import { formatRmse } from "../../ui/format";

/** "1.0123–1.0456": the ends of an interval; empty without one. */
export function intervalText(interval: Interval | null, decimals = 4): string {
  return interval ? interval.map((end) => end.toFixed(decimals).replace("-", "−")).join("–") : "";
}

/** An error with its interval as one text: "1.0234, 95 % interval 1.0123 to 1.0345". */
export function errorWords({ rmse, interval }: Pick<ErrorFigures, "rmse" | "interval">): string {
  if (!interval) return formatRmse(rmse);
  return `${formatRmse(rmse)}, 95\u00a0% interval ${formatRmse(interval[0])} to ${formatRmse(interval[1])}`;
}

/** A signed number with its sign always written: "+0.012", "−0.012", "0.000". */
export function signed(value: number | null, decimals = 3): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}
