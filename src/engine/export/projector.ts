import type { Vocabulary } from "../dataset/types";
import { size, textOf } from "../dataset/vocabulary";

/** More points than this the TensorFlow Embedding Projector does not show. */
const MOST_POINTS = 100_000;

/** A column of metadata: its name, and the text of each code. */
export interface MetadataColumn {
  name: string;
  textOf(code: number): string;
}

/** What a field of a TSV must not hold: it would begin another field or line. */
function field(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029\0]+/g, " ").trim();
}

/**
 * Embeddings for the TensorFlow Embedding Projector: vectors without a header, and their metadata with one. Ids that the
 * model has no row for are left out; of very many those with most ratings are taken.
 * @param vectorOf of a code; null where the model does not know it.
 */
export function projectorFiles(
  name: string,
  ids: Vocabulary,
  ratings: Int32Array,
  vectorOf: (code: number) => Float32Array | null,
  columns: readonly MetadataColumn[],
): Record<string, Blob> {
  const codes = Array.from({ length: size(ids) }, (_, code) => code).filter((code) => vectorOf(code) !== null);
  if (codes.length > MOST_POINTS) codes.sort((a, b) => ratings[b] - ratings[a] || a - b).splice(MOST_POINTS);
  const head = ["id", ...columns.map((column) => column.name), "ratings"];
  const metadata = codes.map((code) =>
    [textOf(ids, code), ...columns.map((column) => column.textOf(code)), String(ratings[code])].map(field).join("\t"),
  );
  return {
    [`${name}.vectors.tsv`]: new Blob([lines(codes.map((code) => vectorOf(code)!.join("\t")))]),
    [`${name}.metadata.tsv`]: new Blob([lines([head.join("\t"), ...metadata])]),
  };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
