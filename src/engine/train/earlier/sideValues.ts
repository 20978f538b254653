import type { RunSettings } from "../../../domain/settings";
import type { MemberSnapshot, ValueRows } from "../../../models/snapshot";
import type { TrainingColumns } from "../../read/copies";
import type { SideColumn } from "../../read/sides";
import { size, textOf } from "../../read/vocabulary";
import { mapRows } from "../rowMap";
import { type Feature, sideRows } from "../sideRows";

/** The same of a model that was opened from its files. */
export interface OpenedRows extends ValueRows {
  /** The member of a blend that has these rows; those of the model itself, or of a blend's neural member, are without. */
  of?: string;
}

/** Row of each value of each feature that a Run of `hybrid` reads, which was trained on this part. */
export function valueRows(columns: TrainingColumns, training: Int32Array, settings: RunSettings): ValueRows[] {
  const users = mapRows(columns.user, columns.users, training);
  const { features } = sideRows(columns, training, settings.sides, users, settings.minimumRatings);
  return features.flatMap((feature) => {
    const side = columns.sides.find(({ role }) => role === feature.role);
    if (!side) return [];
    const rows = rowsByCode(side, feature);
    return [{ role: side.role, values: Array.from(rows, (_, code) => textOf(side.vocabulary, code)), rows }];
  });
}

/**
 * The same of a model whose rows are told by its snapshot alone: the row of each value, read off the ids that have it.
 * Years have a row each.
 */
export function valueRowsOfSnapshot(columns: TrainingColumns, { hybrid, bayesian }: MemberSnapshot): ValueRows[] {
  return (hybrid?.features ?? []).flatMap(({ role, rows }) => {
    const side = columns.sides.find((column) => column.role === role);
    if (role === "year" && bayesian) {
      const { years, firstYear } = bayesian;
      return [{ role, values: Array.from(years, (_, year) => String(firstYear + year)), rows: years }];
    }
    if (!side || typeof rows === "number") return [];
    const ofCode = rowsByCode(side, { rows });
    return [{ role: side.role, values: Array.from(ofCode, (_, code) => textOf(side.vocabulary, code)), rows: ofCode }];
  });
}

/** The feature's row of each value of its column; 0 for one that has none. */
export function rowsByCode({ codes, vocabulary }: SideColumn, { rows }: Pick<Feature, "rows">): Int32Array {
  const rowOfCode = new Int32Array(size(vocabulary));
  for (let i = 0; i < codes.length; i++) if (codes[i] !== 0) rowOfCode[codes[i]] = rows[i];
  return rowOfCode;
}

/** Row of each code of a column by its text; 0 for unknown, and for a value that has none. */
export function rowsByText({ vocabulary }: SideColumn, { values, rows }: ValueRows): Int32Array {
  const byText = new Map(values.map((text, i) => [text, rows[i]]));
  return Int32Array.from({ length: size(vocabulary) }, (_, code) =>
    code === 0 ? 0 : (byText.get(textOf(vocabulary, code)) ?? 0),
  );
}
