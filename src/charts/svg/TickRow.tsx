import { AXIS_TEXT } from "../look";
import { tickWriter } from "../scale";

interface Props {
  ticks: readonly number[];
  at(value: number): number;
  /** Baseline of the tick values. */
  y: number;
  write?: (tick: number) => string;
  /** The first and the last begin and end at their ticks, where there is no room beyond. */
  keepWithin?: boolean;
}

/** Values under a horizontal scale. */
export function TickRow({ ticks, at, y, write = tickWriter(ticks), keepWithin }: Props) {
  const anchor = (index: number) => {
    if (!keepWithin) return "middle";
    return index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle";
  };
  return ticks.map((tick, index) => (
    <text key={tick} {...AXIS_TEXT} x={at(tick)} y={y} textAnchor={anchor(index)}>
      {write(tick)}
    </text>
  ));
}
