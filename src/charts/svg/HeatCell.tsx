import { AXIS_TEXT, LABEL_TEXT } from "../look";
import { type Area, EDGE } from "./Mark";
import { FADED, isFigure } from "./place";
import { longest } from "./words";

export interface HeatGridCell {
  observed: string;
  expected: string;
  /** Adjusted standardised residual; NaN where it cannot be computed. */
  residual: number;
  /** The cell in words. */
  spoken: string;
  /** Not of the selection. */
  faded: boolean;
}

/** Residuals from here on are all tinted alike. */
const STRONGEST = 10;
/** The text keeps 4.5:1 on it, on white and on black. */
const MOST_TINT = 0.25;
/** Beyond, a cell stands out from chance. */
const STANDS_OUT = 2;
/** Of the small figures: quieter than ink, and at 4.5:1 on the strongest tint, which the muted grey is not. */
const QUIET = { ...LABEL_TEXT, fillOpacity: 0.78 };

/** More than expected is of one hue, fewer of another. */
export function residualFill(residual: number): { fill: string; fillOpacity: number } {
  const size = isFigure(residual) ? Math.min(STRONGEST, Math.abs(residual)) / STRONGEST : 0;
  return {
    fill: residual >= 0 ? "var(--training-fill)" : "var(--validation-fill)",
    fillOpacity: Math.round(size * MOST_TINT * 1000) / 1000,
  };
}

function residualText(residual: number): string {
  if (!isFigure(residual)) return "–";
  const text = Math.abs(residual).toFixed(1);
  if (Number(text) === 0) return text;
  return residual > 0 ? `▲ ${text}` : `▼ ${text}`;
}

/** The longest word before the expected counts with which all of them fit; null where none does. */
export function expectedWord(cells: readonly HeatGridCell[], room: number): string | null {
  const width = (word: string) => longest(cells.map(({ expected }) => `${word} ${expected}`));
  return ["expected", "exp."].find((word) => width(word) <= room) ?? null;
}

interface Props {
  cell: HeatGridCell;
  area: Area;
  /** Before the expected count; null where there is no room for it. */
  word: string | null;
}

/** A cell of a contingency table: its count, what chance would give, and how far apart the two are. */
export function HeatCell({ cell, area, word }: Props) {
  const { x, y, width, height } = area;
  const middle = x + width / 2;
  const standsOut = Math.abs(cell.residual) >= STANDS_OUT;
  const box = { x: x + 1.5, y: y + 1.5, width: width - 3, height: height - 3, rx: 6 };
  return (
    <>
      <rect {...box} fill="var(--ground)" />
      <rect
        className={EDGE}
        {...box}
        {...residualFill(cell.residual)}
        opacity={cell.faded ? FADED : undefined}
        stroke="var(--hairline)"
      />
      <g textAnchor="middle">
        <text
          {...(cell.faded ? AXIS_TEXT : LABEL_TEXT)}
          fontSize={16}
          fontWeight={600}
          x={middle}
          y={word ? y + 26 : y + 34}
        >
          {cell.observed}
        </text>
        {word && (
          <text {...QUIET} x={middle} y={y + 44}>
            {word} {cell.expected}
          </text>
        )}
        <text
          {...(standsOut && !cell.faded ? LABEL_TEXT : QUIET)}
          fontWeight={standsOut ? 600 : undefined}
          x={middle}
          y={word ? y + 62 : y + 54}
        >
          {residualText(cell.residual)}
        </text>
      </g>
    </>
  );
}
