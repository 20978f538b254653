import { AXIS_TEXT } from "./look";
import { type Domain, position } from "./scale";

interface Props {
  ticks: readonly number[];
  domain: Domain;
  format(value: number): string;
}

/** Tick values of a horizontal scale; the first and the last keep within its ends. */
export function AxisLine({ ticks, domain, format }: Props) {
  return (
    <svg width="100%" height={16} aria-hidden="true" style={{ display: "block", overflow: "visible" }}>
      {ticks.map((tick, index) => (
        <text
          key={tick}
          {...AXIS_TEXT}
          x={position(tick, domain)}
          y={12}
          textAnchor={index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle"}
        >
          {format(tick)}
        </text>
      ))}
    </svg>
  );
}
