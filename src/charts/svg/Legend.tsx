import type { ReactNode } from "react";
import { AXIS_TEXT, textWidth } from "../look";
import { Silent } from "./Silent";

export interface LegendEntry {
  label: string;
  /** Drawn in a square of `LEGEND_MARK` pixels. */
  mark: ReactNode;
}

export const LEGEND_MARK = 12;
export const LEGEND_LINE = 20;
const MARK_GAP = 6;
const ENTRY_GAP = 20;

export interface PlacedEntry extends LegendEntry {
  x: number;
  line: number;
}

/** The entries one after the other, in as many lines as they take. */
export function placeLegend(entries: readonly LegendEntry[], width: number): PlacedEntry[] {
  let [x, line] = [0, 0];
  return entries.map((entry) => {
    const takes = LEGEND_MARK + MARK_GAP + textWidth(entry.label);
    if (x > 0 && x + takes > width) [x, line] = [0, line + 1];
    const placed = { ...entry, x, line };
    x += takes + ENTRY_GAP;
    return placed;
  });
}

/** Pixels that these entries take in height. */
export function legendHeight(entries: readonly PlacedEntry[]): number {
  return entries.length === 0 ? 0 : (entries.at(-1)!.line + 1) * LEGEND_LINE;
}

/** What the marks of a chart stand for. */
export function Legend({ entries, y = 0 }: { entries: readonly PlacedEntry[]; y?: number }) {
  return (
    <Silent>
      {entries.map(({ label, mark, x, line }) => (
        <g key={label} transform={`translate(${x} ${y + line * LEGEND_LINE})`}>
          {mark}
          <text {...AXIS_TEXT} x={LEGEND_MARK + MARK_GAP} y={10}>
            {label}
          </text>
        </g>
      ))}
    </Silent>
  );
}
