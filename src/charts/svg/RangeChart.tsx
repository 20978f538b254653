import { useMemo } from "react";
import { formatCount } from "../../ui/format";
import { useIsPrinted } from "../../ui/printed";
import { textWidth } from "../look";
import { Brush } from "./Brush";
import { type BinRange, type BinScale, binAt, type Grip, type Phase, withinBins } from "./brushRange";
import { useBrush } from "./brushState";
import { FOOT } from "./frame";
import { type PlotBox, RangeAxes } from "./RangeChartAxes";
import { type RangeBin, type RangeMark, RangeMarks } from "./RangeChartMarks";
import { Readout } from "./RangeChartReadout";
import { axisLabels, type CountScale, countAxis, countOf } from "./RangeChartScale";
import { SvgChart } from "./SvgChart";

export type { RangeBin, RangeMark } from "./RangeChartMarks";

export interface RangeChartProps {
  /** In their order; keep the array while it holds the same counts, and only the brush is drawn anew. */
  bins: readonly RangeBin[];
  /** Columns for a few bins or a histogram, an area for hundreds of bins, points for a long tail. */
  mark: RangeMark;
  /** Of the counts. A logarithmic one starts at 1; zero is its bottom edge too, without a mark. */
  scale: CountScale;
  xTitle: string;
  yTitle: string;
  formatTick(value: number): string;
  /** The first and the last chosen bin. */
  range: BinRange | null;
  /** At most once a frame while the pointer is moving, and once when it is done; without it nothing can be chosen. */
  onRange?(range: [number, number] | null, phase: Phase): void;
  /** The chart in one sentence. */
  label: string;
  height: number;
  width?: number;
  /** Bins whose label may stand under the axis; all by default. Those that would overlap are left out. */
  ticksAt?: readonly number[];
}

const CURSORS: Record<Grip, string> = { new: "crosshair", body: "grab", first: "ew-resize", last: "ew-resize" };
/** Under the plot: labels and the axis title. */
const BELOW = FOOT;
const RIGHT = 10;
/** From the longest tick of the counts to the plot, with room for figures wider than they are taken for. */
const LEFT_GAP = 12;

function Plot({ width, ...props }: RangeChartProps & { width: number }) {
  const { bins, mark, scale: kind, formatTick, height, ticksAt, onRange } = props;
  const hasTexts = mark === "columns" && bins.some(({ text }) => text);
  const top = hasTexts ? 40 : 26;
  const bottom = Math.max(top + 1, height - BELOW);
  const axis = useMemo(() => {
    const highest = Math.max(...bins.map(({ all, selected }) => Math.max(countOf(all), countOf(selected))));
    return countAxis(kind, highest, bottom - top);
  }, [bins, kind, top, bottom]);
  const left = Math.max(20, ...axis.ticks.map((tick) => textWidth(formatTick(tick)))) + LEFT_GAP;
  const box = useMemo(
    (): PlotBox => ({ left, right: Math.max(left + 1, width - RIGHT), top, bottom }),
    [left, width, top, bottom],
  );
  const scale = useMemo(
    (): BinScale => ({ left, step: (box.right - left) / bins.length, count: bins.length }),
    [left, box, bins.length],
  );
  const labels = useMemo(() => axisLabels(bins, scale, width, ticksAt), [bins, scale, width, ticksAt]);
  const brush = useBrush(withinBins(props.range, bins.length), scale, onRange);

  const nameOf = (bin: number) => bins[bin]?.spoken ?? bins[bin]?.label ?? "";
  return (
    <>
      <RangeAxes
        box={box}
        axis={axis}
        labels={labels}
        xTitle={props.xTitle}
        yTitle={props.yTitle}
        formatTick={formatTick}
      />
      <RangeMarks bins={bins} mark={mark} scale={scale} axis={axis} bottom={bottom} />
      <line x1={left} x2={box.right} y1={bottom} y2={bottom} stroke="var(--behind)" />
      {onRange && (
        <Brush
          range={withinBins(brush.shown, bins.length)}
          scale={scale}
          box={box}
          nameOf={nameOf}
          what={props.xTitle}
          onChoose={brush.choose}
        />
      )}
      <rect
        x={left}
        y={top}
        width={box.right - left}
        height={bottom - top}
        fill="none"
        pointerEvents="all"
        cursor={onRange && (brush.dragging && brush.grip === "body" ? "grabbing" : CURSORS[brush.grip])}
        data-transient
        {...brush.handlers}
      />
      {brush.pointer !== null && (
        <Hover
          bins={bins}
          bin={binAt(brush.pointer, scale)}
          nameOf={nameOf}
          box={box}
          scale={scale}
          width={width}
          chosen={brush.dragging ? brush.shown : null}
        />
      )}
    </>
  );
}

interface HoverProps {
  bins: readonly RangeBin[];
  bin: number;
  nameOf(bin: number): string;
  box: PlotBox;
  scale: BinScale;
  width: number;
  /** The range that is being drawn, to be named in place of the bin. */
  chosen: BinRange | null;
}

function Hover({ bins, bin, nameOf, box, scale, width, chosen }: HoverProps) {
  const at = bins[bin];
  if (!at) return null;
  const x = scale.left + (bin + 0.5) * scale.step;
  if (chosen && chosen[0] < chosen[1]) {
    return <Readout x={x} box={box} width={width} title={`${nameOf(chosen[0])} – ${nameOf(chosen[1])}`} />;
  }
  const [all, selected] = [formatCount(countOf(at.all)), formatCount(countOf(at.selected))];
  return (
    <Readout
      x={x}
      hairline
      box={box}
      width={width}
      title={nameOf(bin)}
      text={all === selected ? all : `${selected} of ${all}`}
    />
  );
}

/** Counts over ordered bins, all behind the selected ones, of which a range can be chosen by pointer and by keyboard. */
export function RangeChart(props: RangeChartProps) {
  const { label, height, width, bins } = props;
  const isPrinted = useIsPrinted();
  const onRange = isPrinted ? undefined : props.onRange;
  const isOperable = onRange !== undefined && bins.length > 0;
  return (
    // Said by an element around the marks, as browsers do not ask those within an svg.
    <div style={{ touchAction: isOperable ? "pan-y pinch-zoom" : undefined }}>
      <SvgChart label={label} height={height} width={width} role={isOperable ? "group" : "img"}>
        {(wide) => bins.length > 0 && <Plot {...props} onRange={onRange} width={wide} />}
      </SvgChart>
    </div>
  );
}
