import type { KeyboardEvent } from "react";
import styles from "./Brush.module.css";
import { type BinRange, type BinScale, edgesOf, keyedRange } from "./brushRange";
import type { PlotBox } from "./RangeChartAxes";

/** Half the width of what takes a handle's focus ring, and its height. */
const RING = { half: 7, height: 30 };
const GRIP = { width: 5, height: 18 };

interface HandleProps {
  name: string;
  x: number;
  middle: number;
  bin: number;
  limits: BinRange;
  /** The bin as it is read out. */
  text: string;
  isQuiet: boolean;
  onKeyDown(event: KeyboardEvent): void;
}

function Handle({ name, x, middle, bin, limits, text, isQuiet, onKeyDown }: HandleProps) {
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={limits[0]}
      aria-valuemax={limits[1]}
      aria-valuenow={bin}
      aria-valuetext={text}
      data-transient
      pointerEvents="none"
      className={styles.handle}
      onKeyDown={onKeyDown}
    >
      <rect
        className={styles.ring}
        x={x - RING.half}
        y={middle - RING.height / 2}
        width={2 * RING.half}
        height={RING.height}
        rx={6}
        fill="none"
        stroke="none"
        strokeWidth={2}
      />
      <rect
        x={x - GRIP.width / 2}
        y={middle - GRIP.height / 2}
        width={GRIP.width}
        height={GRIP.height}
        rx={GRIP.width / 2}
        fill={isQuiet ? "var(--ground)" : "var(--ink)"}
        stroke={isQuiet ? "var(--behind)" : "var(--ground)"}
      />
    </g>
  );
}

interface Props {
  range: BinRange | null;
  scale: BinScale;
  box: PlotBox;
  /** A bin's name as it is read out. */
  nameOf(bin: number): string;
  /** What the bins are, as in "First year". */
  what: string;
  onChoose(range: BinRange | null): void;
}

/** The chosen range over the plot, and a handle at either end for the keyboard. */
export function Brush({ range, scale, box, nameOf, what, onChoose }: Props) {
  const [first, last] = range ?? [0, scale.count - 1];
  const [start, end] = edgesOf([first, last], scale);
  const middle = (box.top + box.bottom) / 2;
  const keys = (which: 0 | 1) => (event: KeyboardEvent) => {
    const next = keyedRange(event.key, which, range, scale.count);
    if (next === undefined) return;
    event.preventDefault();
    const stays = next !== null && range === null && next[0] === 0 && next[1] === scale.count - 1;
    if (!stays) onChoose(next);
  };
  const noun = what.toLowerCase();
  const isQuiet = range === null;
  return (
    <>
      {range && (
        <g pointerEvents="none">
          <rect
            x={start}
            y={box.top}
            width={end - start}
            height={box.bottom - box.top}
            fill="var(--ink)"
            fillOpacity={0.07}
          />
          <line x1={start} x2={start} y1={box.top} y2={box.bottom} stroke="var(--ink)" />
          <line x1={end} x2={end} y1={box.top} y2={box.bottom} stroke="var(--ink)" />
        </g>
      )}
      <Handle
        name={`First ${noun}`}
        x={start}
        middle={middle}
        bin={first}
        limits={[0, last]}
        text={nameOf(first)}
        isQuiet={isQuiet}
        onKeyDown={keys(0)}
      />
      <Handle
        name={`Last ${noun}`}
        x={end}
        middle={middle}
        bin={last}
        limits={[first, scale.count - 1]}
        text={nameOf(last)}
        isQuiet={isQuiet}
        onKeyDown={keys(1)}
      />
    </>
  );
}
