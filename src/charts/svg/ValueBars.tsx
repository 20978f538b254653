import { memo, useId } from "react";
import { Hatch } from "../Hatch";
import { AXIS_TEXT, textWidth } from "../look";
import { estimateScale, type Scale, scaleTo } from "../scale";
import { HEAD, HEAD_LINE, ROW_HEIGHT, TICKS } from "./frame";
import { Rows } from "./Rows";
import { useRoving } from "./roving";
import { rowLayout } from "./rowLayout";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { MeanOfRow, type ValueBarRow, ValueRow } from "./ValueRow";
import { longest, shorten } from "./words";
import { XGrid } from "./XGrid";

export type { ValueBarRow };

export interface ValueBarsProps {
  rows: readonly ValueBarRow[];
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  /** Over a second panel with each row's mean and its interval. */
  meanTitle?: string;
  width?: number;
  /** Said over the first bar, where there is room beside the title of the means. */
  hint?: string;
  /** Told the key of a row that is pressed. */
  onToggle?(key: string): void;
}

const SIZES = { thickness: 20, compactThickness: 8 };
/** Of the width, for the means. */
const MEAN_SHARE = 0.36;
const PANEL_GAP = 24;
/** So that dots and tick values at a scale's ends keep within the panel. */
const PANEL_INSET = 10;

/** Counts as bars from zero in the order given, those selected in front of all, each with its mean beside it. */
export const ValueBars = memo(function ValueBars({ rows, label, meanTitle, width, hint, onToggle }: ValueBarsProps) {
  const hatch = useId();
  const operation = useRoving(rows.length, onToggle && ((index) => onToggle(rows[index].key)));
  const head = meanTitle ? HEAD : 0;
  const foot = head + rows.length * ROW_HEIGHT;
  return (
    <SvgChart label={label} height={foot + (meanTitle ? TICKS : 0)} width={width} role={onToggle ? "group" : "img"}>
      {(wide) => {
        const panel = meanTitle ? wide * MEAN_SHARE : 0;
        const layout = rowLayout(
          wide - panel - (meanTitle ? PANEL_GAP : 0),
          rows.map((row) => row.label),
          rows.map(({ text }) => text),
          SIZES,
        );
        const most = longestBar(rows);
        const length = scaleTo([0, most], 0, layout.to - layout.from);
        const bar = (count: number) => length(Math.min(count, most));
        const scale = meanScale(rows, wide - panel, wide, layout.compact);
        return (
          <>
            <Hatch id={hatch} />
            {meanTitle && (
              <>
                <PanelTitle title={meanTitle} left={wide - panel} right={wide} />
                <XGrid {...scale} from={head} to={foot} dashedBy={layout.compact ? ROW_HEIGHT : undefined} />
              </>
            )}
            {hint && meanTitle && (
              <Hint text={hint} x={layout.from} right={wide - Math.max(panel, textWidth(meanTitle))} />
            )}
            {!layout.compact && <line x1={layout.from} x2={layout.from} y1={head} y2={foot} stroke="var(--behind)" />}
            <Rows
              rows={rows}
              top={head}
              wide={wide}
              operation={operation}
              isChecked={({ state }) => state === "chosen"}
            >
              {(row) => (
                <>
                  <ValueRow row={row} layout={layout} bar={bar} most={most} hatch={hatch} />
                  {meanTitle && <MeanOfRow row={row} scale={scale} layout={layout} right={wide} />}
                </>
              )}
            </Rows>
          </>
        );
      }}
    </SvgChart>
  );
});

/** The largest count of a row on the scale; of all rows where none is. */
function longestBar(rows: readonly ValueBarRow[]): number {
  const onScale = rows.filter(({ offScale }) => !offScale);
  return Math.max(1, ...(onScale.length > 0 ? onScale : rows).map(({ all }) => all));
}

function meanScale(rows: readonly ValueBarRow[], left: number, right: number, compact: boolean): Scale {
  const means = rows.flatMap(({ mean }) => (mean ? [mean] : []));
  // In compact rows the figure stands above its mark.
  const ends = compact ? 0 : longest(means.map(({ text }) => text)) + 6;
  return estimateScale(means, [], left + PANEL_INSET, right - ends - PANEL_INSET);
}

/** Points down to the first bar; a saved chart does without. */
function Hint({ text, x, right }: { text: string; x: number; right: number }) {
  if (x + textWidth(text) > right) return null;
  return (
    <g data-transient>
      <Silent>
        <text {...AXIS_TEXT} x={x} y={HEAD_LINE}>
          {text}
        </text>
      </Silent>
    </g>
  );
}

/** A title that is wider than its panel begins before it: there is nothing else on its line. */
function PanelTitle({ title, left, right }: { title: string; left: number; right: number }) {
  const shown = shorten(title, right);
  return (
    <Silent>
      <text {...AXIS_TEXT} x={Math.min(left, right - textWidth(shown))} y={HEAD_LINE}>
        {shown}
      </text>
    </Silent>
  );
}
