import type { Interval } from "../../engine/statistics/types";

/** "1.0123–1.0456": the ends of an interval; empty without one. */
export function intervalEnds(interval: Interval | null, decimals = 4): string {
  return interval ? interval.map((end) => end.toFixed(decimals).replace("-", "−")).join("–") : "";
}

/** A signed number with its sign always written: "+0.012", "−0.012", "0.000". */
export function signed(value: number | null, decimals = 3): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}
