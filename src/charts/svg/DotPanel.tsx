import { AXIS_TEXT, textWidth } from "../look";
import { type Estimate, estimateScale, type Scale, signedScale } from "../scale";
import { HEAD, HEAD_LINE, ROW_HEIGHT, TITLE_LINE } from "./frame";
import { type RowLayout, rowLayout, TEXT_GAP } from "./rowLayout";
import { Silent } from "./Silent";
import { longest } from "./words";
import { XGrid } from "./XGrid";

/** One figure of every row, on a scale of its own. */
export interface DotPanel {
  /** What the scale measures, with its unit. */
  title: string;
  /** Just around the figures, from zero on, or about zero; just around by default. */
  scale?: "around" | "from zero" | "about zero";
  /** What all rows come to, or what they are measured by: a dashed line through them. */
  reference: number | null;
  /** What the dashed line is, over it. */
  referenceText?: string;
}

export interface PlacedPanel extends DotPanel, Scale {
  from: number;
  to: number;
  /** Where the figures' texts end. */
  textEnd: number;
  /** Where the text over the dashed line begins. */
  headStart: number;
}

interface Row {
  label: string;
  figures: readonly (Estimate & { text: string })[];
  n: string;
}

const SIZES = { thickness: 8, compactThickness: 8 };
/** Of the line through compact rows: clear of the figures in their upper halves. */
const COMPACT_DASH = "0 17 4 3 4 4";
const N_GAP = 16;
const PANEL_GAP = 28;
/** So that dots and tick values at the scale's ends keep within it. */
const INSET = 10;
/** Of a second panel's marks. */
const LEAST_SECOND = 110;

/** Where names, panels and counts stand; a second panel only where both are wide enough to be read. */
export function panelsIn(
  rows: readonly Row[],
  panels: readonly DotPanel[],
  nTitle: string,
  wide: number,
): { layout: RowLayout; panels: PlacedPanel[] } {
  const end = wide - longest([nTitle, ...rows.map(({ n }) => n)]) - N_GAP;
  const names = rows.map(({ label }) => label);
  const textsOf = (panel: number) => rows.map(({ figures }) => figures[panel].text);
  const lay = (width: number, leastMark?: number) => rowLayout(width, names, textsOf(0), { ...SIZES, leastMark });
  const [first, second] = panels;
  if (second) {
    const texts = longest(textsOf(1)) + TEXT_GAP;
    const half = (end - longest(textsOf(0)) - TEXT_GAP - longest(names) - texts - PANEL_GAP) / 2;
    const layout = lay(end - half - texts - PANEL_GAP, LEAST_SECOND);
    const from = end - half - texts;
    if (!layout.compact && half >= LEAST_SECOND) {
      return {
        layout,
        panels: [
          placed(
            first,
            rows.map(({ figures }) => figures[0]),
            layout.from,
            layout.to,
            from - PANEL_GAP,
          ),
          placed(
            second,
            rows.map(({ figures }) => figures[1]),
            from,
            end - texts,
            end,
          ),
        ],
      };
    }
  }
  const layout = lay(end);
  const to = layout.compact ? wide : layout.to;
  return {
    layout,
    panels: [
      placed(
        first,
        rows.map(({ figures }) => figures[0]),
        layout.from,
        to,
        end,
      ),
    ],
  };
}

function placed(panel: DotPanel, figures: readonly Estimate[], from: number, to: number, textEnd: number): PlacedPanel {
  const { scale = "around", reference, referenceText } = panel;
  const [left, right] = [from + INSET, to - INSET];
  const others = scale === "from zero" ? [0, reference] : [reference];
  const drawn =
    scale === "about zero" ? signedScale(figures, left, right) : estimateScale(figures, others, left, right);
  const half = textWidth(referenceText ?? "") / 2;
  const head = reference === null ? textEnd : Math.max(half, Math.min(textEnd - half, drawn.at(reference))) - half;
  return { ...panel, ...drawn, from, to, textEnd, headStart: head - (referenceText ? N_GAP : 0) };
}

interface FrameProps {
  panel: PlacedPanel;
  /** Of the rows. */
  foot: number;
  compact: boolean;
}

/** The scale of a panel with its title under it, and the dashed line with its text over it. */
export function PanelFrame({ panel, foot, compact }: FrameProps) {
  const { ticks, at, from, to, title, reference, referenceText, headStart } = panel;
  return (
    <>
      <XGrid ticks={ticks} at={at} from={HEAD} to={foot} dashedBy={compact ? ROW_HEIGHT : undefined} />
      <Silent>
        {reference !== null && (
          <line
            x1={at(reference)}
            x2={at(reference)}
            y1={HEAD}
            y2={foot}
            stroke="var(--behind)"
            strokeDasharray={compact ? COMPACT_DASH : "4 3"}
          />
        )}
        {reference !== null && referenceText && (
          <text {...AXIS_TEXT} x={headStart + N_GAP} y={HEAD_LINE}>
            {referenceText}
          </text>
        )}
        <text {...AXIS_TEXT} x={(from + to) / 2} y={foot + TITLE_LINE} textAnchor="middle">
          {title}
        </text>
      </Silent>
    </>
  );
}
