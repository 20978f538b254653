import type { SideRole } from "../../../domain/roles";
import { nameOf } from "../boxes/figures";
import type { Look } from "../look";

/** A cell of the bias tables. */
export interface BiasCell {
  /** Places among the rows and columns, and of the cell's figures. */
  row: number;
  column: number;
  at: number;
  /** Values of the file. */
  labels: [row: string, column: string];
  names: [row: string, column: string];
  /** The filter leaves out one of its values. */
  faded: boolean;
}

/** Row by row; none without two segments. */
export function biasCells(look: Look): BiasCell[] {
  const { survey, filter } = look;
  if (!survey.bias) return [];
  const { pair, rows, columns } = survey.bias;
  const labelOf = (place: 0 | 1, code: number) => survey.labels[pair[place]]?.[code] ?? "";
  const passes = (place: 0 | 1, label: string) => filter[pair[place]]?.includes(label) ?? true;
  return rows.flatMap((rowCode, row) =>
    columns.map((columnCode, column): BiasCell => {
      const labels: [string, string] = [labelOf(0, rowCode), labelOf(1, columnCode)];
      return {
        row,
        column,
        at: row * columns.length + column,
        labels,
        names: [nameOf(look, pair[0], rowCode), nameOf(look, pair[1], columnCode)],
        faded: !passes(0, labels[0]) || !passes(1, labels[1]),
      };
    }),
  );
}

/** Filter by both values of a cell; by neither where that is the filter already. */
export function pickCell({ survey, filter, change }: Look, { labels }: BiasCell): void {
  const [row, column] = survey.bias!.pair;
  const isAlone = (role: SideRole, label: string) => filter[role]?.length === 1 && filter[role].includes(label);
  const isOnly = isAlone(row, labels[0]) && isAlone(column, labels[1]);
  change({ [row]: isOnly ? undefined : [labels[0]], [column]: isOnly ? undefined : [labels[1]] });
}
