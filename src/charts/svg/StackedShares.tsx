import { memo } from "react";
import { AXIS_TEXT } from "../look";
import { scaleTo } from "../scale";
import { ROW_HEIGHT, TICKS } from "./frame";
import { FADED } from "./place";
import { RampLegend } from "./RampLegend";
import { RowName } from "./RowName";
import { Rows } from "./Rows";
import { ramp } from "./ramp";
import { useRoving } from "./roving";
import { rowLayout } from "./rowLayout";
import { ShareBar } from "./ShareBar";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { TickRow } from "./TickRow";

export interface SharesRow {
  key: string;
  label: string;
  n: number;
  /** Written at the row's right. */
  nText: string;
  /** Of each part, in the order of `parts`. */
  counts: readonly number[];
  /** Not of the selection. */
  faded: boolean;
  /** The row in words. */
  spoken: string;
}

export interface StackedSharesProps {
  rows: readonly SharesRow[];
  /** The values that shares are of, rising. */
  parts: readonly string[];
  /** Over the counts at the right. */
  nTitle?: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
  /** Told the key of a row that is pressed. */
  onPick?(key: string): void;
}

const SIZES = { thickness: 24, compactThickness: 13, leastMark: 180 };
const LEGEND = 28;
const NBSP = "\u00a0";

const percent = (share: number) => `${Math.round(share * 100)}${NBSP}%`;

/** How each row divides over the values of a scale, light to dark, all rows equally long. */
export const StackedShares = memo(function StackedShares(props: StackedSharesProps) {
  const { rows, parts, nTitle = "n", label, width, onPick } = props;
  const operation = useRoving(rows.length, onPick && ((index) => onPick(rows[index].key)));
  const shades = ramp(parts.length);
  const foot = LEGEND + rows.length * ROW_HEIGHT;
  return (
    <SvgChart label={label} height={foot + TICKS} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const layout = rowLayout(
          wide,
          rows.map((row) => row.label),
          [nTitle, ...rows.map(({ nText }) => nText)],
          SIZES,
        );
        const { from, to, baseline, top, thickness } = layout;
        return (
          <>
            <RampLegend parts={parts} shades={shades} width={wide - 40} />
            <Silent>
              <text {...AXIS_TEXT} x={wide} y={10} textAnchor="end">
                {nTitle}
              </text>
              <TickRow ticks={[0, 0.5, 1]} at={scaleTo([0, 1], from, to)} y={foot + 14} write={percent} keepWithin />
            </Silent>
            <Rows rows={rows} top={LEGEND} wide={wide} operation={operation}>
              {(row) => (
                <>
                  <RowName name={row.label} room={layout.nameRoom(row.nText)} y={baseline} muted={row.faded} />
                  <g opacity={row.faded ? FADED : undefined}>
                    <ShareBar
                      counts={row.counts}
                      shades={shades}
                      from={from}
                      to={to}
                      y={top}
                      height={thickness}
                      write={row.faded ? undefined : percent}
                    />
                  </g>
                  {row.n === 0 && (
                    <text {...AXIS_TEXT} x={from} y={top + thickness / 2 + 4}>
                      none
                    </text>
                  )}
                  <text {...AXIS_TEXT} x={wide} y={baseline} textAnchor="end">
                    {row.nText}
                  </text>
                </>
              )}
            </Rows>
          </>
        );
      }}
    </SvgChart>
  );
});
