import { AXIS_TEXT } from "../look";
import { tickWriter } from "./place";

interface Props {
  ticks: readonly number[];
  at(value: number): number;
  /** Baseline of the tick values. */
  y: number;
  write?: (tick: number) => string;
}

/** Values under a horizontal scale. */
export function TickRow({ ticks, at, y, write = tickWriter(ticks) }: Props) {
  return (
    <>
      {ticks.map((tick) => (
        <text key={tick} {...AXIS_TEXT} x={at(tick)} y={y} textAnchor="middle">
          {write(tick)}
        </text>
      ))}
    </>
  );
}
