import { ScrollArea } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import styles from "./DataTable.module.css";
import { useIsPrinted } from "./printed";

export interface TableColumn<Row> {
  name: ReactNode;
  /** Numbers stand at the right. */
  numeric?: boolean;
  /** Left out on a phone: what it says stands elsewhere there. */
  wide?: boolean;
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
  /** What stands under a row, over all columns; nothing by default. */
  detail?(row: Row): ReactNode;
}

/** A plain table that scrolls sideways when it is wider than its panel. */
export function DataTable<Row>({ caption, columns, rows, rowKey, detail }: Props<Row>) {
  const isPrinted = useIsPrinted();
  const table = (
    <table className={styles.table}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, numeric, wide }, index) => (
            <th key={index} scope="col" data-numeric={numeric || undefined} data-wide={wide || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const under = detail?.(row);
          return (
            <Fragment key={rowKey ? rowKey(row, index) : index}>
              <tr data-open={under ? true : undefined}>
                {columns.map(({ numeric, wide, cell }, column) => (
                  <td key={column} data-numeric={numeric || undefined} data-wide={wide || undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
              {under && (
                <tr>
                  <td colSpan={columns.length}>{under}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
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
