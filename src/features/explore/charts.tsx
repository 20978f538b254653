import type { ComponentType } from "react";
import { rolesAt, type SideRole } from "../../domain/roles";
import type { Selection } from "../../engine/explore/types";
import { BiasCard } from "./bias/BiasCard";
import { BiasYearsCard } from "./bias/BiasYearsCard";
import { MeansCard } from "./bias/MeansCard";
import { hasYears } from "./bias/yearWords";
import { BoxesCard } from "./boxes/BoxesCard";
import { YearsCard } from "./boxes/YearsCard";
import type { ChartName } from "./chartIds";
import { ActivityCard, DistributionCard, ErrorsCard, TimeCard } from "./counts/cards";
import { hasCounts } from "./counts/words";
import type { Look } from "./look";
import { SegmentCard } from "./segment/SegmentCard";

/** Of a line. */
const COLUMNS = 12;

/** What every card of a chart is given. */
export interface ChartProps {
  look: Look;
  /** Of the twelve columns of its line. */
  span?: number;
  /** Of the chart, in pixels; as wide as its place without it. */
  width?: number;
  /** The first of the page, which says how it is operated. */
  isFirst?: boolean;
}

/** A chart of Explore, and of the report. */
export interface Chart {
  id: ChartName;
  /** The part of what the worker counted that it draws: without it there is no chart. */
  aggregate: keyof Selection;
  /** What else it needs; always by default. */
  when?(look: Look): boolean;
  Card: ComponentType<ChartProps>;
  /** Columns that it takes at least. */
  span: number;
  /** About the Run in view rather than the file: the report has a part of its own on that. */
  ofRun?: boolean;
}

function segment(by: SideRole): Chart {
  return {
    id: by,
    aggregate: "segments",
    when: ({ survey }) => survey.labels[by] !== undefined,
    Card: (props) => <SegmentCard {...props} by={by} />,
    span: 6,
  };
}

/** False where every product was chosen once by each of its users, which the file did not have to say. */
export function isDistributed({ survey, feedback }: Look): boolean {
  return feedback === "explicit" || hasCounts(survey);
}

/** Every chart, in the order in which Explore and the report draw those that the file has something for. */
export const CHARTS: readonly Chart[] = [
  ...rolesAt("charts").map(segment),
  { id: "distribution", aggregate: "distribution", when: isDistributed, Card: DistributionCard, span: 4 },
  { id: "time", aggregate: "periods", Card: TimeCard, span: 8 },
  { id: "boxes", aggregate: "boxes", Card: BoxesCard, span: 12 },
  { id: "year", aggregate: "years", Card: YearsCard, span: 12 },
  { id: "userActivity", aggregate: "userActivity", Card: (props) => <ActivityCard {...props} of="users" />, span: 4 },
  {
    id: "productActivity",
    aggregate: "productActivity",
    Card: (props) => <ActivityCard {...props} of="products" />,
    span: 4,
  },
  { id: "error", aggregate: "errors", Card: ErrorsCard, span: 4, ofRun: true },
  { id: "bias", aggregate: "bias", Card: BiasCard, span: 6 },
  {
    id: "means",
    aggregate: "bias",
    when: ({ selection }) => Boolean(selection.bias?.anova),
    Card: MeansCard,
    span: 6,
  },
  { id: "biasByYear", aggregate: "bias", when: hasYears, Card: BiasYearsCard, span: 12 },
];

/** The charts that there is something to draw in. */
export function chartsOf(look: Look): Chart[] {
  return CHARTS.filter(({ aggregate, when }) => look.selection[aggregate] && (when?.(look) ?? true));
}

/** A chart with the columns that it takes. */
export interface PlacedChart {
  chart: Chart;
  span: number;
}

/** The charts line by line: as many beside each other as fit, which share what is left of the line. */
export function inLines(charts: readonly Chart[]): PlacedChart[][] {
  const lines: Chart[][] = [];
  const taken = (line: readonly Chart[]) => line.reduce((sum, { span }) => sum + span, 0);
  for (const chart of charts) {
    const line = lines.at(-1);
    if (line && taken(line) + chart.span <= COLUMNS) line.push(chart);
    else lines.push([chart]);
  }
  return lines.map((line) => {
    const more = (COLUMNS - taken(line)) / line.length;
    return line.map((chart) => ({ chart, span: chart.span + more }));
  });
}
