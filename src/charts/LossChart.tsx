import { memo, useMemo } from "react";
import { CartesianGrid, ComposedChart, Curve, type CurveProps, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { LossLegend } from "./LossLegend";
import { AXIS_TEXT, HAIRLINE, LABEL_TEXT } from "./look";
import { epochTicks, type Point, steppedTicks } from "./lossCurve";
import { ANEW, BEST, epochsOf, type LossSeries, linesOf, lossExtent } from "./lossLines";

export type { LossSeries };

interface LossChartProps {
  run: LossSeries;
  /** Earlier Runs, drawn thin and grey behind. */
  earlier: LossSeries[];
  /** What the loss is; mean squared error unless said otherwise. */
  measure?: "MSE" | "softmax";
  /** Unit of the loss, such as "stars²". */
  unit: string;
  height: number;
  /** In pixels; without it the chart is as wide as its place. */
  width?: number;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
}

const MARGIN = { top: 12, right: 12, bottom: 16, left: 0 };

const STYLES = {
  earlier: { stroke: "var(--behind)", strokeWidth: 1 },
  raw: { stroke: "var(--training)", strokeWidth: 1, strokeOpacity: 0.28 },
  training: { stroke: "var(--training)", strokeWidth: 2.5 },
  validation: { stroke: "var(--validation)", strokeWidth: 1, strokeDasharray: "2 4" },
};

/** The curve without a handle on its path: with one, recharts measures the path's length at every update. */
function StillCurve({ pathRef: _, ...props }: CurveProps) {
  return <Curve {...props} />;
}

interface LossLineProps {
  name: string;
  data: Point[];
  look: keyof typeof STYLES;
  /** Radius in pixels of a dot at every point; without it there are none. */
  dotRadius?: number;
}

const LossLine = memo(function LossLine({ name, data, look, dotRadius }: LossLineProps) {
  const style = STYLES[look];
  const dot = { r: dotRadius, fill: style.stroke, stroke: "none", className: "loss-dot", clipDot: false };
  return (
    <Line
      {...style}
      name={name}
      data={data}
      dataKey="y"
      className={`loss-${look}`}
      type="linear"
      dot={dotRadius === undefined ? false : dot}
      activeDot={false}
      shape={StillCurve}
      isAnimationActive={false}
    />
  );
});

interface AxesProps {
  epochs: number;
  isSampled: boolean;
  low: number;
  high: number;
}

/** Grid and axes, drawn anew only when a loss leaves them: recharts lays the whole chart out again for an axis. */
const Axes = memo(function Axes({ epochs, isSampled, low, high }: AxesProps) {
  const ticks = steppedTicks(low, high);
  return (
    <>
      <CartesianGrid vertical={false} stroke={HAIRLINE} />
      <XAxis
        type="number"
        dataKey="x"
        domain={[0, epochs]}
        ticks={epochTicks(epochs)}
        allowDataOverflow
        tickLine={false}
        stroke="var(--behind)"
        label={{ value: isSampled ? "Sweeps" : "Epochs", position: "insideBottom", offset: -8, ...AXIS_TEXT }}
        tick={AXIS_TEXT}
      />
      <YAxis
        type="number"
        domain={[ticks[0], ticks.at(-1)!]}
        ticks={ticks}
        allowDataOverflow
        tickLine={false}
        axisLine={false}
        width={40}
        tick={AXIS_TEXT}
      />
    </>
  );
});

/** Names an epoch: the one whose weights are kept, or the sweep from which on they count. */
const NamedEpoch = memo(function NamedEpoch({ epoch, epochs, name }: { epoch: number; epochs: number; name: string }) {
  const position = epoch > epochs / 2 ? "insideTopRight" : "insideTopLeft";
  return (
    <ReferenceLine
      x={epoch}
      className="loss-best"
      stroke="var(--ink)"
      label={{ value: `${name} ${epoch}`, position, ...LABEL_TEXT }}
    />
  );
});

/** Training and validation loss of a Run by epoch, live: nothing is animated, and what is drawn stays in place. */
export function LossChart({ run, earlier, measure = "MSE", unit, height, width, label }: LossChartProps) {
  const lines = linesOf(run);
  const behind = useMemo(
    () => earlier.map((series) => ({ id: series.id, smoothed: linesOf(series).smoothed })),
    [earlier],
  );
  const epochs = epochsOf(run);
  const { isSampled = false, firstCounted = null } = run;
  // Earlier runs have no say in the axis while there is anything else: one that went astray would flatten the run.
  const own = lossExtent(run.batches, lines.smoothed, lines.validation);
  const [low, high] = own[0] <= own[1] ? own : lossExtent(run.batches, ...behind.map(({ smoothed }) => smoothed));
  return (
    <>
      <LossLegend measure={measure} unit={unit} hasEarlier={earlier.length > 0} isSampled={isSampled} />
      <ChartFrame label={label} height={height} width={width}>
        <ComposedChart accessibilityLayer={false} margin={MARGIN}>
          <Axes epochs={epochs} isSampled={isSampled} low={low} high={high} />
          {behind.map(({ id, smoothed }) => (
            <LossLine key={id} name={`run ${id}, training`} data={smoothed} look="earlier" />
          ))}
          <LossLine name="training, every batch" data={lines.raw} look="raw" />
          <LossLine name="training, smoothed" data={lines.smoothed} look="training" />
          <LossLine name="validation" data={lines.validation} look="validation" dotRadius={epochs > 25 ? 2.5 : 4.5} />
          {run.bestEpoch !== null && !isSampled && <NamedEpoch epoch={run.bestEpoch} epochs={epochs} name={BEST} />}
          {firstCounted !== null && <NamedEpoch epoch={firstCounted} epochs={epochs} name={ANEW} />}
        </ComposedChart>
      </ChartFrame>
    </>
  );
}
