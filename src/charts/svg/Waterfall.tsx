import { memo } from "react";
import { AXIS_TEXT, LABEL_TEXT } from "../look";
import { scaleTo } from "../scale";
import { ROW_HEIGHT } from "./frame";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { longest, shorten } from "./words";

export interface WaterfallStep {
  label: string;
  /** What it adds. */
  value: number;
  /** The value as written at the row's right. */
  text: string;
}

export interface WaterfallProps {
  steps: readonly WaterfallStep[];
  /** What all come to. */
  total: { label: string; text: string };
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
}

const BAR = 14;
const GAP = 12;

/** Summands one after the other, each from where the one before ended, and their sum from zero. */
export const Waterfall = memo(function Waterfall({ steps, total, label, width }: WaterfallProps) {
  const ends: number[] = [];
  for (const { value } of steps) ends.push((ends.at(-1) ?? 0) + value);
  const sum = ends.at(-1) ?? 0;
  const rows = [
    ...steps.map((step, i) => ({ ...step, from: ends[i] - step.value, to: ends[i] })),
    { ...total, from: 0, to: sum },
  ];
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return (
    <SvgChart label={label} height={rows.length * ROW_HEIGHT} width={width}>
      {(wide) => {
        const names = Math.min(longest(rows.map((row) => row.label)), wide * 0.5);
        const texts = longest(rows.map(({ text }) => text));
        const at = scaleTo([low, high > low ? high : low + 1], names + GAP, wide - texts - GAP);
        return (
          <Silent>
            <line x1={at(0)} x2={at(0)} y1={0} y2={rows.length * ROW_HEIGHT} stroke="var(--behind)" />
            {rows.map(({ label: name, text, from, to }, i) => {
              const y = i * ROW_HEIGHT;
              const isTotal = i === rows.length - 1;
              const next = rows[i + 1];
              return (
                <g key={i}>
                  <text {...LABEL_TEXT} y={y + ROW_HEIGHT / 2 + 4} fontWeight={isTotal ? 600 : undefined}>
                    {shorten(name, names)}
                  </text>
                  <rect
                    x={Math.min(at(from), at(to))}
                    y={y + (ROW_HEIGHT - BAR) / 2}
                    width={Math.max(1, Math.abs(at(to) - at(from)))}
                    height={BAR}
                    rx={2}
                    fill={isTotal ? "var(--neutral-fill)" : to < from ? "var(--ground)" : "var(--behind-fill)"}
                    stroke={isTotal ? "var(--neutral)" : "var(--behind)"}
                    strokeDasharray={!isTotal && to < from ? "3 2" : undefined}
                  />
                  {next && i < rows.length - 2 && (
                    <line
                      x1={at(to)}
                      x2={at(to)}
                      y1={y + (ROW_HEIGHT + BAR) / 2}
                      y2={y + ROW_HEIGHT + (ROW_HEIGHT - BAR) / 2}
                      stroke="var(--behind)"
                    />
                  )}
                  <text
                    {...(isTotal ? LABEL_TEXT : AXIS_TEXT)}
                    x={wide}
                    y={y + ROW_HEIGHT / 2 + 4}
                    textAnchor="end"
                    fontWeight={isTotal ? 600 : undefined}
                  >
                    {text}
                  </text>
                </g>
              );
            })}
          </Silent>
        );
      }}
    </SvgChart>
  );
});
