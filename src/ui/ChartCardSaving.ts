import { createContext } from "react";
import type { TableColumn } from "./DataTable";

export type FigureFormat = "png" | "svg" | "csv";

/** The numbers that a table is saved as. */
export interface PlainTable {
  columns: string[];
  rows: (string | number | null)[][];
}

/** All of a card that goes into a file. */
export interface SavedFigure {
  /** Of the file's name, without its ending. */
  fileStem: string;
  title: string;
  sentence: string;
  note: string;
  /** Top to bottom. */
  drawings: SVGSVGElement[];
  table: PlainTable;
}

/** Writes a figure to a file; rejects with what went wrong. */
export type SaveFigure = (format: FigureFormat, figure: SavedFigure) => Promise<void>;

/** How the cards below save their figures; null where they cannot. */
export const FigureSaving = createContext<SaveFigure | null>(null);

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** A table's raw values in place of its cells. */
export function plainTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): PlainTable {
  return {
    columns: columns.map(({ csvName, name }) => csvName ?? (isPlain(name) ? String(name) : "")),
    rows: rows.map((row) =>
      columns.map(({ value, cell }) => {
        if (value) return value(row);
        const shown = cell(row);
        return isPlain(shown) ? shown : null;
      }),
    ),
  };
}

/** The drawings in a card, which say so: the icons of controls beside them are none. */
export function drawingsIn(place: Element): SVGSVGElement[] {
  return [...place.querySelectorAll<SVGSVGElement>("svg[data-drawing]")];
}
