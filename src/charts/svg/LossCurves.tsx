import { AXIS_TEXT, LABEL_TEXT, textWidth } from "../look";
import { epochTicks, type Point, steppedTicks } from "../lossCurve";
import { ANEW, BEST, epochsOf, type LossSeries, linesOf, lossExtent } from "../lossLines";
import { domainOf, scaleTo } from "../scale";
import { FOOT, HEAD } from "./frame";
import { Legend, type LegendEntry, legendHeight, placeLegend } from "./Legend";
import { pixels } from "./place";
import { SvgChart } from "./SvgChart";
import { tickRoom, YGrid } from "./YGrid";

export interface LossCurvesProps {
  run: LossSeries;
  /** Other Runs, thin and grey behind. */
  behind: readonly LossSeries[];
  /** What the loss is, with its unit, over the axis. */
  yTitle: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  height: number;
  width?: number;
}

/** Epochs up to which each has a large dot. */
const FEW_EPOCHS = 25;

const line = (stroke: string, strokeWidth: number, strokeOpacity?: number) => (
  <path d="M0 6H12" {...{ stroke, strokeWidth, strokeOpacity }} />
);
const LEGEND: LegendEntry[] = [
  { label: "training, smoothed", mark: line("var(--training)", 2.5) },
  { label: "every batch", mark: line("var(--training)", 1, 0.4) },
  { label: "validation, by epoch", mark: <circle cx={6} cy={6} r={4} fill="var(--validation)" /> },
];
const SAMPLED: LegendEntry[] = [
  { ...LEGEND[0], label: "training, mean of the sweeps so far" },
  { ...LEGEND[2], label: "validation, of the same mean" },
];
const BEHIND = { label: "other runs", mark: line("var(--behind)", 1.5) };

function pathOf(points: readonly Point[], x: (epoch: number) => number, at: (loss: number) => number): string {
  const drawn = points.filter(({ y }) => Number.isFinite(y));
  return drawn.map((point, i) => `${i === 0 ? "M" : "L"}${pixels(x(point.x))} ${at(point.y)}`).join("");
}

/** Training and validation loss of a finished Run by epoch, as it stands on paper. */
export function LossCurves({ run, behind, yTitle, label, height, width }: LossCurvesProps) {
  const lines = linesOf(run);
  const others = behind.map((series) => ({ id: series.id, points: linesOf(series).smoothed }));
  const epochs = epochsOf(run);
  const { isSampled = false, firstCounted = null } = run;
  const named = isSampled ? firstCounted : run.bestEpoch;
  const ticks = steppedTicks(...lossExtent(run.batches, lines.smoothed, lines.validation));
  return (
    <SvgChart label={label} height={height} width={width}>
      {(wide) => {
        const own = isSampled ? SAMPLED : LEGEND;
        const legend = placeLegend(others.length > 0 ? [...own, BEHIND] : own, wide);
        const top = legendHeight(legend) + 4;
        const [plotTop, bottom] = [top + HEAD, height - FOOT];
        const [left, right] = [tickRoom(ticks), wide - 10];
        const at = scaleTo(domainOf(ticks), bottom, plotTop);
        const x = (epoch: number) => left + (Math.min(epoch, epochs) / epochs) * (right - left);
        return (
          <>
            <Legend entries={legend} />
            <YGrid ticks={ticks} at={at} from={left} to={right} title={yTitle} titleY={top + 12} />
            <g fill="none" strokeLinejoin="round">
              {others.map(({ id, points }) => (
                <path key={id} d={pathOf(points, x, at)} stroke="var(--behind)" />
              ))}
              <path d={pathOf(lines.raw, x, at)} stroke="var(--training)" strokeOpacity={0.28} />
              <path d={pathOf(lines.smoothed, x, at)} stroke="var(--training)" strokeWidth={2.5} />
              <path d={pathOf(lines.validation, x, at)} stroke="var(--validation)" strokeDasharray="2 4" />
            </g>
            {lines.validation.map((point) => (
              <circle
                key={point.x}
                cx={pixels(x(point.x))}
                cy={at(point.y)}
                r={epochs > FEW_EPOCHS ? 2.5 : 4.5}
                fill="var(--validation)"
              />
            ))}
            {named !== null && (
              <NamedEpoch text={`${isSampled ? ANEW : BEST} ${named}`} x={x(named)} y={[plotTop, bottom]} />
            )}
            <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--behind)" shapeRendering="crispEdges" />
            {epochTicks(epochs).map((tick) => (
              <text key={tick} {...AXIS_TEXT} x={pixels(x(tick))} y={bottom + 18} textAnchor="middle">
                {tick}
              </text>
            ))}
            <text {...AXIS_TEXT} x={(left + right) / 2} y={height - 4} textAnchor="middle">
              {isSampled ? "Sweep" : "Epoch"}
            </text>
          </>
        );
      }}
    </SvgChart>
  );
}

/** An epoch by its name, such as the one whose weights are kept, at the side where there is room. */
function NamedEpoch({ text, x, y }: { text: string; x: number; y: [top: number, bottom: number] }) {
  const atLeft = x - textWidth(text) - 6 > 60;
  return (
    <>
      <line x1={pixels(x)} x2={pixels(x)} y1={y[0]} y2={y[1]} stroke="var(--ink)" />
      <text {...LABEL_TEXT} x={pixels(atLeft ? x - 6 : x + 6)} y={y[0] + 12} textAnchor={atLeft ? "end" : "start"}>
        {text}
      </text>
    </>
  );
}
