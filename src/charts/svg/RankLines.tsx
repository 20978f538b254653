import { memo } from "react";
import { AXIS_TEXT, HAIRLINE, LABEL_TEXT } from "../look";
import { pixels } from "./place";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { longest, shorten } from "./words";

export interface RankLine {
  key: string;
  label: string;
  /** Rank at each place of the axis, from 1; null where it is not in the list. */
  ranks: readonly (number | null)[];
  /** In the last list. */
  isLast: boolean;
}

export interface RankLinesProps {
  lines: readonly RankLine[];
  /** Under the axis, in order. */
  places: readonly string[];
  /** Length of the lists. */
  depth: number;
  xTitle: string;
  /** A place that is looked at: a line down from it. */
  chosen?: number;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
}

const ROW = 26;
const TOP = 20;
const FOOT = 40;
const GAP = 12;
const LONGEST = 220;

/** How ranks changed from list to list: a line for each entry, named at the last list. */
export const RankLines = memo(function RankLines(props: RankLinesProps) {
  const { lines, places, depth, xTitle, chosen, label, width } = props;
  const height = TOP + depth * ROW + FOOT;
  return (
    <SvgChart label={label} height={height} width={width}>
      {(wide) => {
        const names = Math.min(LONGEST, wide * 0.4, longest(lines.map((line) => line.label)));
        const [left, right] = [28, wide - names - GAP];
        const x = (place: number) =>
          pixels(left + (places.length < 2 ? 0 : (place / (places.length - 1)) * (right - left)));
        const y = (rank: number) => TOP + (rank - 0.5) * ROW;
        const every = Math.ceil(places.length / Math.max(2, Math.floor((right - left) / 48)));
        return (
          <Silent>
            {Array.from({ length: depth }, (_, i) => (
              <g key={`rank ${i + 1}`}>
                <line x1={left} x2={right} y1={y(i + 1)} y2={y(i + 1)} stroke={HAIRLINE} />
                <text {...AXIS_TEXT} x={left - 8} y={y(i + 1) + 4} textAnchor="end">
                  {i + 1}
                </text>
              </g>
            ))}
            {chosen !== undefined && (
              <line
                x1={x(chosen)}
                x2={x(chosen)}
                y1={TOP}
                y2={TOP + depth * ROW}
                stroke="var(--behind)"
                strokeDasharray="4 3"
              />
            )}
            {[...lines]
              .sort((a, b) => Number(a.isLast) - Number(b.isLast))
              .map(({ key, label: name, ranks, isLast }) => (
                <g key={key} stroke={isLast ? "var(--neutral)" : "var(--behind)"} fill="none">
                  <path d={pathOf(ranks, x, y)} strokeWidth={isLast ? 2 : 1} strokeLinejoin="round" />
                  {ranks.map(
                    (rank, place) =>
                      rank !== null && (
                        <circle
                          key={`${key} ${places[place]}`}
                          cx={x(place)}
                          cy={y(rank)}
                          r={isLast ? 3 : 2}
                          fill={isLast ? "var(--neutral)" : "var(--behind)"}
                          stroke="none"
                        />
                      ),
                  )}
                  {isLast && (
                    <text {...LABEL_TEXT} x={right + GAP} y={y(ranks.at(-1) ?? 1) + 4} stroke="none">
                      {shorten(name, names)}
                    </text>
                  )}
                </g>
              ))}
            {places.map(
              (place, i) =>
                i % every === 0 && (
                  <text key={place} {...AXIS_TEXT} x={x(i)} y={TOP + depth * ROW + 16} textAnchor="middle">
                    {place}
                  </text>
                ),
            )}
            <text {...AXIS_TEXT} x={(left + right) / 2} y={height - 4} textAnchor="middle">
              {xTitle}
            </text>
          </Silent>
        );
      }}
    </SvgChart>
  );
});

/** Straight from rank to rank, broken where it is in no list. */
function pathOf(ranks: readonly (number | null)[], x: (place: number) => number, y: (rank: number) => number): string {
  return ranks
    .map((rank, place) => {
      if (rank === null) return "";
      const before = place > 0 ? ranks[place - 1] : null;
      return `${before === null || before === undefined ? "M" : "L"}${x(place)} ${y(rank)}`;
    })
    .join("");
}
