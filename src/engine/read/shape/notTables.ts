import { refuse } from "../refusal";

/**
 * Texts that people take for tables.
 * @throws ReadError with what such a file is, and what helps.
 */
export function requireTable(file: string, start: string): void {
  const text = start.trimStart();
  if (/^(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i.test(text)) {
    refuse(
      `${file} is a web page (HTML), not a table: most likely the page that said where the file is, or that it is gone.`,
      "Open the address in the browser and save the file itself.",
    );
  }
  if (/^<\?xml|^<[a-z][\w:-]*[\s>]/i.test(text) && /<\/[a-z]/i.test(text)) {
    refuse(`${file} is XML, not a table.`, "Convert it to CSV with one rating per line and drop that file.");
  }
  if (/^version https:\/\/git-lfs\.github\.com/.test(text)) {
    refuse(
      `${file} is a Git LFS pointer: it stands for the file, which was not fetched.`,
      "Run git lfs pull where the repository is cloned, or download the file from its page, and drop that one.",
    );
  }
  if (/^oid sha256:|^\/annex\/objects\//.test(text)) {
    refuse(`${file} is a pointer to a file, not the file itself.`, "Fetch the file it stands for and drop that one.");
  }
}

/**
 * @throws ReadError where the lines are baskets: as many fields as things that were bought, the same ones line by line
 * and in any column.
 */
export function requireNoBaskets(file: string, records: readonly (readonly string[])[]): void {
  if (records.length < 8) return;
  const lengths = new Set(records.map(({ length }) => length));
  const commonest = Math.max(...[...lengths].map((n) => records.filter(({ length }) => length === n).length));
  if (lengths.size < 2 || commonest > 0.9 * records.length) return;
  const columnsOf = new Map<string, Set<number>>();
  let [fields, words] = [0, 0];
  for (const record of records) {
    record.forEach((field, i) => {
      const value = field.trim();
      if (value === "") return;
      fields++;
      if (/\p{L}/u.test(value) || /^\d+$/.test(value)) words++;
      columnsOf.set(value, (columnsOf.get(value) ?? new Set()).add(i));
    });
  }
  const wandering = [...columnsOf.values()].filter((columns) => columns.size > 1).length;
  const isRepeated = columnsOf.size < 0.5 * fields;
  if (words < 0.95 * fields || !isRepeated || wandering < 0.3 * columnsOf.size) return;
  refuse(
    `${file} holds a basket per line: its lines have different numbers of fields, and the same things stand in any of them.`,
    "Write one line for each thing in a basket, with the basket's number before it, one basket and product per line.",
  );
}
