import { AXIS_TEXT, HAIRLINE } from "../look";
import { tickWriter } from "../scale";
import { Silent } from "./Silent";
import { longest } from "./words";

/** Room at the left for the values of these ticks. */
export function tickRoom(ticks: readonly number[]): number {
  return longest(ticks.map(tickWriter(ticks))) + 10;
}

interface Props {
  ticks: readonly number[];
  at(value: number): number;
  from: number;
  to: number;
  /** What the scale measures, with its unit, over its values. */
  title: string;
  titleY: number;
}

/** A vertical scale: its title, values and hairlines across. */
export function YGrid({ ticks, at, from, to, title, titleY }: Props) {
  const write = tickWriter(ticks);
  return (
    <Silent>
      <text {...AXIS_TEXT} y={titleY}>
        {title}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={from} x2={to} y1={at(tick)} y2={at(tick)} stroke={HAIRLINE} shapeRendering="crispEdges" />
          <text {...AXIS_TEXT} x={from - 8} y={at(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
    </Silent>
  );
}
