import { type RecordSample, sampleRecords } from "./dialect";
import { refuse } from "./refusal";
import { firstRecordIsHeader, readsAsTime, rolesByContent } from "./roleContent";
import { rolesByName } from "./roleNames";
import type { Column, ColumnRole, Dialect, ReadOptions } from "./types";

/** How a file is laid out, from its first block. */
export interface Layout {
  dialect: Dialect;
  columns: Column[];
  /** The first records, the header left out. */
  records: string[][];
}

/**
 * Guess delimiter, header and column roles, then apply the user's choices.
 * @param text the file's first block.
 * @param whole true when it is all of the file.
 * @throws ReadError when there is no record, or when two columns are given one role.
 */
export function guessLayout(
  file: string,
  text: string,
  whole: boolean,
  encoding: string,
  options: ReadOptions = {},
): Layout {
  const sample = sampleRecords(text, whole);
  const [first] = sample.records;
  if (!first) refuse(`${file} has no records, only blank lines or comments.`, "Drop a file with one rating per line.");
  const hasHeader = firstRecordIsHeader(sample.records);
  const records = hasHeader ? sample.records.slice(1) : sample.records;
  const columns = hasHeader ? columnsByName(first, records, sample) : columnsByContent(records, sample);
  return {
    dialect: { delimiter: sample.delimiter, encoding, hasHeader },
    columns: withChoices(columns, options.roles ?? {}),
    records,
  };
}

function columnsByName(header: string[], records: string[][], sample: RecordSample): Column[] {
  const names = header.map((name, i) => name.trim() || `column ${i + 1}`);
  // A delimiter at the end of the header names no column where no record has a value there.
  while (names.length > 1 && !header[names.length - 1]!.trim() && records.every((r) => !r[names.length - 1]?.trim())) {
    names.pop();
  }
  const named = rolesByName(names);
  if (!named.some((role) => role === "user" || role === "product" || role === "rating")) {
    const roles = rolesByContent(records, names.length);
    return names.map((name, i) => ({ name, role: roles[i]!, guessedFrom: "content" }));
  }
  return names.map((name, i): Column => {
    const role = named[i]!;
    // Dates in a form that is not understood would reject every record: the ratings are worth more.
    if (role === "time" && sample.records.length > 1 && hasValues(records, i) && !readsAsTime(records, i)) {
      return { name, role: "ignore", guessedFrom: "content" };
    }
    return { name, role, guessedFrom: "header" };
  });
}

function columnsByContent(records: string[][], { fields }: RecordSample): Column[] {
  // A delimiter at the end of every record is no column.
  const trailing = fields > 1 && records.every((record) => !record[fields - 1]?.trim());
  const count = trailing ? fields - 1 : fields;
  const roles = rolesByContent(records, count);
  return roles.map((role, i) => ({ name: `column ${i + 1}`, role, guessedFrom: "content" }));
}

function hasValues(records: string[][], field: number): boolean {
  return records.some((record) => record[field]?.trim());
}

function withChoices(columns: Column[], roles: Record<number, ColumnRole>): Column[] {
  const chosen = new Map<ColumnRole, string>();
  for (const [i, role] of Object.entries(roles)) {
    const name = columns[Number(i)]?.name;
    if (name === undefined || role === "ignore") continue;
    const other = chosen.get(role);
    if (other !== undefined) {
      refuse(`The columns ${other} and ${name} are both set to ${role}.`, "Choose one column for it.");
    }
    chosen.set(role, name);
  }
  return columns.map((column, i): Column => {
    const role = roles[i];
    if (role !== undefined) return { name: column.name, role, guessedFrom: "user" };
    return chosen.has(column.role) ? { ...column, role: "ignore" } : column;
  });
}
