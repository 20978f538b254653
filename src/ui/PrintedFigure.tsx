import type { ReactNode } from "react";
import { DataTable, type TableColumn } from "./DataTable";
import { PrintedWidth } from "./printed";

/** Of the same drawing where the page is a phone's. */
const NARROW = 340;
/** A table of more rows is no help to a reader; the saved CSV has all of them. */
const MOST_ROWS = 60;

export interface PrintedFigureProps<Row> {
  title: string;
  sentence: ReactNode;
  n: string;
  chart: ReactNode;
  table?: {
    caption: string;
    columns: TableColumn<Row>[];
    rows: readonly Row[];
    rowKey?(row: Row, index: number): string | number;
  };
}

/**
 * A chart card on paper: question, answer, drawing, and its numbers folded under it. It is drawn twice, for a page and
 * for a phone, of which the style sheet of the file shows one.
 */
export function PrintedFigure<Row>({ title, sentence, n, chart, table }: PrintedFigureProps<Row>) {
  const left = table ? table.rows.length - MOST_ROWS : 0;
  return (
    <figure className="figure">
      <figcaption>
        <h3>{title}</h3>
        <p className="answer">{sentence}</p>
      </figcaption>
      <div className="wide">{chart}</div>
      <div className="narrow">
        <PrintedWidth value={NARROW}>{chart}</PrintedWidth>
      </div>
      <p className="n">{n}</p>
      {table && (
        <details className="numbers">
          <summary>The numbers as a table</summary>
          <DataTable {...table} rows={table.rows.slice(0, MOST_ROWS)} />
          {left > 0 && <p className="n">{left} more rows are not listed.</p>}
        </details>
      )}
    </figure>
  );
}
