import { memo, useId } from "react";
import { Hatch } from "../Hatch";
import { AXIS_TEXT } from "../look";
import { axisTicks, type Domain, scaleTo } from "../scale";
import { BoxColumn, type PlottedBox } from "./BoxColumn";
import { boxLayout } from "./boxLayout";
import { boxLegend } from "./boxLegend";
import { HEAD, TICKS } from "./frame";
import { Legend, legendHeight, placeLegend } from "./Legend";
import { Mark } from "./Mark";
import { pixels } from "./place";
import { useRoving } from "./roving";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { UnderText } from "./UnderText";
import { tickRoom, YGrid } from "./YGrid";

export type { PlottedBox };

export interface BoxGroup {
  key: string;
  label: string;
  boxes: readonly PlottedBox[];
}

export interface BoxPlotsProps {
  groups: readonly BoxGroup[];
  /** The range of ratings. */
  domain: Domain;
  yTitle: string;
  xTitle?: string;
  /** What the diamond is, for the legend. */
  meanText?: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  height: number;
  width?: number;
  onPick?(group: string, box: string): void;
}

/** Least height of the plot before counts under it give way. */
const LEAST_PLOT = 130;

/** Figures of ratings as narrow box plots, in groups side by side. */
export const BoxPlots = memo(function BoxPlots(props: BoxPlotsProps) {
  const { groups, domain, yTitle, xTitle, meanText, label, height, width, onPick } = props;
  const hatch = useId();
  const marks = groups.flatMap((group, g) => group.boxes.map((box, b) => ({ group, g, box, b })));
  const press = onPick && ((index: number) => onPick(marks[index].group.key, marks[index].box.key));
  const operation = useRoving(marks.length, press);
  const ticks = axisTicks(...domain).filter((tick) => tick >= domain[0] && tick <= domain[1]);
  const boxes = boxLegend(
    marks.map(({ box }) => box),
    meanText,
    hatch,
  );
  return (
    <SvgChart label={label} height={height} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const legend = placeLegend(boxes, wide);
        const top = legendHeight(legend) + (legend.length > 0 ? 4 : 0);
        const [plotTop, left] = [top + HEAD, tickRoom(ticks)];
        const foot = xTitle ? TICKS : 0;
        const free = height - plotTop - foot - LEAST_PLOT - 30;
        const layout = boxLayout(groups, left, wide, free);
        const bottom = height - foot - layout.names.height - layout.counts.height - 6;
        const at = scaleTo(domain, bottom - 6, plotTop + 4);
        return (
          <>
            <Hatch id={hatch} />
            <Legend entries={legend} />
            <YGrid ticks={ticks} at={at} from={left} to={wide} title={yTitle} titleY={top + 12} />
            {marks.map(({ group, g, box, b }, index) => {
              const x = layout.place(g, b, group.boxes.length);
              const area = {
                x,
                y: plotTop - 4,
                width: layout.slot,
                height: bottom + layout.counts.height - plotTop + 8,
              };
              return (
                <Mark key={`${group.key} ${box.key}`} area={area} spoken={box.spoken} operation={operation(index)}>
                  <BoxColumn box={box} index={index} layout={layout} x={x} bottom={bottom} at={at} hatch={hatch} />
                </Mark>
              );
            })}
            <Silent>
              {layout.counts.height > 0 && (
                <text {...AXIS_TEXT} x={left - 8} y={bottom + 14} textAnchor="end">
                  n
                </text>
              )}
              {groups.map(({ key }, g) => (
                <UnderText
                  key={key}
                  layout={layout.names}
                  index={g}
                  x={pixels(layout.middle(g))}
                  y={bottom + 4 + layout.counts.height}
                  fill="var(--ink)"
                />
              ))}
              {xTitle && (
                <text {...AXIS_TEXT} x={(left + wide) / 2} y={height - 4} textAnchor="middle">
                  {xTitle}
                </text>
              )}
            </Silent>
          </>
        );
      }}
    </SvgChart>
  );
});
