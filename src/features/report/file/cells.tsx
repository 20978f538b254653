import { IntervalMark } from "../../../charts/IntervalMark";
import type { Domain, Estimate } from "../../../charts/scale";
import type { DotTone } from "../../../charts/svg/Dot";
import type { TableColumn } from "../../../ui/DataTable";
import { formatRmse } from "../../../ui/format";
import { intervalEnds } from "../../train/figures";

/** A figure to four decimals, the ends of its interval under it. */
export function Value({ value, interval }: Estimate) {
  return (
    <>
      {formatRmse(value)}
      {interval && <span className="ends">{intervalEnds(interval)}</span>}
    </>
  );
}

/** The column of a table that draws its figures, on one scale. */
export function plotColumn<Row>(
  domain: Domain,
  of: (row: Row) => Estimate & { tone: DotTone; reference?: number | null },
): TableColumn<Row> {
  return {
    name: <span className="hidden">Drawn</span>,
    cell: (row) => (
      <div className="plot">
        <IntervalMark {...of(row)} domain={domain} />
      </div>
    ),
  };
}

interface ProductProps {
  product: string;
  /** Empty where unknown: then the id stands for it. */
  title: string;
  category?: string;
  brand?: string;
}

/** A product's title, or its id, over what else is known of it. */
export function Product({ product, title, category, brand }: ProductProps) {
  const about = [title && product, category, brand].filter(Boolean).join(" · ");
  return (
    <>
      <span className="name">{title || product}</span>
      {about && <span className="about">{about}</span>}
    </>
  );
}

/** Names and values, one a line. */
export function FactsOf({ title, facts }: { title: string; facts: readonly (readonly [string, string])[] }) {
  return (
    <section className="facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
