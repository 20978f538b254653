import { HAIRLINE } from "../look";
import type { Scale } from "../scale";
import { TICK_LINE } from "./frame";
import { Silent } from "./Silent";
import { TickRow } from "./TickRow";

interface Props extends Pick<Scale, "ticks" | "at"> {
  from: number;
  to: number;
  /** Of compact rows: hairlines keep clear of the figures in their upper halves. */
  dashedBy?: number;
}

/** A horizontal scale under rows: hairlines through them, its values below. */
export function XGrid({ ticks, at, from, to, dashedBy }: Props) {
  const dash = dashedBy && { strokeDasharray: dashedBy / 2, strokeDashoffset: dashedBy / 2 };
  return (
    <Silent>
      {ticks.map((tick) => (
        <line key={tick} x1={at(tick)} x2={at(tick)} y1={from} y2={to} stroke={HAIRLINE} {...dash} />
      ))}
      <TickRow ticks={ticks} at={at} y={to + TICK_LINE} />
    </Silent>
  );
}
