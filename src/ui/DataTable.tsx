import { ScrollArea } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./DataTable.module.css";
import { useIsPrinted } from "./printed";

export interface TableColumn<Row> {
  name: ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
  cell(row: Row): ReactNode;
  /** The figure behind the cell, unrounded, for a saved table; by default the cell, where it is plain. */
  value?(row: Row): string | number | null;
  /** What a saved table calls the column; by default its name, where that is plain. */
  csvName?: string;
}

interface Props<Row> {
  /** What the table holds; read out, not shown. */
  caption: string;
  columns: TableColumn<Row>[];
  rows: readonly Row[];
  /** Distinguishes a row from the others; its index by default. */
  rowKey?(row: Row, index: number): string | number;
}

/** A plain table that scrolls sideways when it is wider than its panel. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  const isPrinted = useIsPrinted();
  const table = (
    <table className={styles.table}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, numeric }, index) => (
            <th key={index} scope="col" data-numeric={numeric || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={rowKey ? rowKey(row, index) : index}>
            {columns.map(({ numeric, cell }, column) => (
              <td key={column} data-numeric={numeric || undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  // A region that scrolls must be reachable by keyboard.
  const region = { tabIndex: 0, role: "region", "aria-label": caption };
  if (isPrinted) {
    return (
      <div className="table" {...region}>
        {table}
      </div>
    );
  }
  return (
    <ScrollArea type="auto" offsetScrollbars="present" viewportProps={region}>
      {table}
    </ScrollArea>
  );
}
