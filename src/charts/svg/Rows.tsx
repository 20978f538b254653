import type { ReactNode } from "react";
import { ROW_HEIGHT } from "./frame";
import { Mark } from "./Mark";
import type { Operation } from "./roving";

interface Spoken {
  key: string;
  /** The row in words. */
  spoken: string;
}

interface Props<Row extends Spoken> {
  rows: readonly Row[];
  /** Of the first row. */
  top: number;
  wide: number;
  operation(index: number): Operation | undefined;
  /** Of rows that are chosen or not. */
  isChecked?(row: Row): boolean;
  /** Draws a row whose top is 0. */
  children(row: Row): ReactNode;
}

/** By which a row's ring stands out at both sides, so that it keeps clear of text that ends there. */
const OUTSET = 6;

/** Marks that are whole rows, one under the other. */
export function Rows<Row extends Spoken>({ rows, top, wide, operation, isChecked, children }: Props<Row>) {
  return rows.map((row, index) => {
    const y = top + index * ROW_HEIGHT;
    return (
      <Mark
        key={row.key}
        area={{ x: 0, y, width: wide, height: ROW_HEIGHT }}
        spoken={row.spoken}
        operation={operation(index)}
        outset={OUTSET}
        checked={isChecked?.(row)}
      >
        <g transform={`translate(0 ${y})`}>{children(row)}</g>
      </Mark>
    );
  });
}
