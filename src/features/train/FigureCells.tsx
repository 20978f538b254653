import { IntervalMark } from "../../charts/IntervalMark";
import { axisTicks, type Domain, domainOf, type Estimate, extentOf } from "../../charts/scale";
import type { DotTone } from "../../charts/svg/Dot";
import { formatRmse } from "../../ui/format";
import styles from "./FigureCells.module.css";
import { intervalEnds } from "./figures";

/** One scale for the marks of a column. */
export function plotDomain(figures: readonly Estimate[]): Domain {
  return domainOf(axisTicks(...extentOf(figures), 10));
}

/** Head of a column of drawings, which goes with its column on a phone. */
export function PlotHead() {
  return (
    <span className={styles.head}>
      <span className="hidden">Interval drawn</span>
    </span>
  );
}

/** A figure with its interval, drawn on the column's scale. */
export function PlotCell({
  tone,
  domain,
  reference,
  ...figure
}: Estimate & { tone: DotTone; domain: Domain; reference?: number | null }) {
  return (
    <div className={styles.plot}>
      <IntervalMark {...figure} domain={domain} reference={reference} tone={tone} />
    </div>
  );
}

/** A figure to four decimals, the ends of its interval under it. */
export function FigureCell({ value, interval }: Estimate) {
  return (
    <span className={styles.figure}>
      {formatRmse(value)}
      {interval && <span className={styles.interval}>{intervalEnds(interval)}</span>}
    </span>
  );
}
