import { memo } from "react";
import { AXIS_TEXT } from "../look";
import { tightScale } from "../scale";
import { FOOT, HEAD } from "./frame";
import { Legend, type LegendEntry, legendHeight, placeLegend } from "./Legend";
import { linePaths } from "./linePaths";
import { Mark } from "./Mark";
import { type MeanLinePoint, MeanPoint, SmallDot } from "./MeanPoint";
import { meanDomain } from "./meanDomain";
import { FADED, pixels } from "./place";
import { useRoving } from "./roving";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { longest } from "./words";
import { tickRoom, YGrid } from "./YGrid";

export type { MeanLinePoint };

export interface MeanLineProps {
  /** In order. */
  points: readonly MeanLinePoint[];
  /** Means of all ratings, as many as points: a grey line behind. */
  behind?: readonly (number | null)[];
  /** What the grey line is, for the legend. */
  behindText?: string;
  /** What hollow points are, for the legend. */
  smallText?: string;
  yTitle: string;
  xTitle: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  height: number;
  width?: number;
  /** Told the key of a point that is pressed. */
  onPick?(key: string): void;
}

/** Between the lowest whisker and the axis. */
const INSET = 8;

function entries({ points, behind, behindText, smallText }: MeanLineProps): LegendEntry[] {
  const line = <line x1={0} x2={12} y1={6} y2={6} stroke="var(--behind)" strokeWidth={2} />;
  const dot = <SmallDot x={6} y={6} r={4} isHollow />;
  return [
    ...(behind && behindText ? [{ label: behindText, mark: line }] : []),
    ...(smallText && points.some(({ small }) => small) ? [{ label: smallText, mark: dot }] : []),
  ];
}

/** Means in order with their intervals, those of all ratings behind; the scale is about the means, not from zero. */
export const MeanLine = memo(function MeanLine(props: MeanLineProps) {
  const { points, behind = [], yTitle, xTitle, label, height, width, onPick } = props;
  const operation = useRoving(points.length, onPick && ((index) => onPick(points[index].key)));
  const means = points.map(({ mean }) => mean);
  const faded = points.map((point) => point.faded);
  return (
    <SvgChart label={label} height={height} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const legend = placeLegend(entries(props), wide);
        const top = legendHeight(legend) + (legend.length > 0 ? 4 : 0);
        const [plotTop, bottom] = [top + HEAD, height - FOOT];
        const most = Math.max(3, Math.floor((bottom - plotTop) / 40));
        const { ticks, domain, at } = tightScale(meanDomain(points, behind), most, bottom - INSET, plotTop + 2);
        const left = tickRoom(ticks);
        const step = (wide - left) / Math.max(1, points.length);
        const x = (index: number) => pixels(left + (index + 0.5) * step);
        const every = Math.ceil((longest(points.map((point) => point.label)) + 10) / step);
        const lines = linePaths(means, faded, x, at);
        return (
          <>
            <Legend entries={legend} />
            <YGrid ticks={ticks} at={at} from={left} to={wide} title={yTitle} titleY={top + 12} />
            <line x1={left} x2={wide} y1={bottom} y2={bottom} stroke="var(--behind)" shapeRendering="crispEdges" />
            <g fill="none" strokeWidth={2} strokeLinejoin="round">
              <path d={linePaths(behind, [], x, at).strong} stroke="var(--behind)" />
              <path d={lines.faded} stroke="var(--neutral)" strokeWidth={1.5} opacity={FADED} />
              <path d={lines.strong} stroke="var(--neutral)" strokeWidth={1.5} />
            </g>
            {points.map((point, index) => (
              <Mark
                key={point.key}
                area={{ x: x(index) - step / 2, y: plotTop - 8, width: step, height: bottom - plotTop + 32 }}
                spoken={point.spoken}
                operation={operation(index)}
              >
                <MeanPoint point={point} x={x(index)} step={step} at={at} domain={domain} />
                {index % every === 0 && (
                  <text {...AXIS_TEXT} x={x(index)} y={bottom + 18} textAnchor="middle">
                    {point.label}
                  </text>
                )}
              </Mark>
            ))}
            <Silent>
              <text {...AXIS_TEXT} x={(left + wide) / 2} y={height - 4} textAnchor="middle">
                {xTitle}
              </text>
            </Silent>
          </>
        );
      }}
    </SvgChart>
  );
});
