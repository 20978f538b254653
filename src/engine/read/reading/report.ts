import type { Dataset, DateOrder, DetailsReport, Guess, Guesses, ReadReport, ZeroMeaning } from "../types";
import type { FilesReader } from "./filesReader";
import type { LineCounts } from "./intake";
import type { LookedAt } from "./lookAt";
import { readQuestions } from "./questions";

/** What reading came to. */
export function reportOf(
  ratings: readonly LookedAt[],
  bytes: number,
  reader: FilesReader,
  dataset: Dataset,
  details: DetailsReport[],
  order: Guess<DateOrder> | null,
  readMs: number,
  warnings: string[],
): ReadReport {
  const [first] = ratings as [LookedAt];
  const { counts, rejections } = reader;
  const guesses = guessesAfter(first, reader, order, dataset);
  return {
    file: first.source.name,
    files: ratings.map(({ source }, i) => ({ name: source.name, bytes: source.size, read: reader.read[i] })),
    details,
    bytes,
    options: first.options,
    remembered: first.remembered,
    signature: first.signature,
    guesses,
    columns: first.layout.columns,
    read: counts.read,
    accepted: dataset.size,
    rejected: rejections.count,
    merged: reader.merged,
    repeated: reader.repeated,
    zeros: reader.zeros,
    shortRecords: counts.shortRecords,
    headerLines: counts.headerLines,
    blankLines: counts.blankLines,
    commentLines: counts.commentLines,
    rejectedBy: rejections.byReason,
    examples: rejections.examples(),
    readMs,
    readers: reader.readers,
    format: first.format,
    passedOver: counts.passedOver + ratings.reduce((sum, { layout }) => sum + (layout.passedOver ?? 0), 0),
    ...emptyCells(ratings, counts),
    questions: readQuestions(first, guesses, reader, dataset),
    warnings,
  };
}

/** Those that the files leave blank and those that hold what stands for none; nothing without a wide table. */
function emptyCells(ratings: readonly LookedAt[], counts: LineCounts): Pick<ReadReport, "emptyCells"> {
  const wide = ratings.flatMap(({ layout }) => layout.cells ?? []);
  if (wide.length === 0) return {};
  return { emptyCells: wide.reduce((sum, { empty }) => sum + empty, counts.emptyCells) };
}

/** The guesses with what the whole file showed. */
function guessesAfter(
  { layout }: LookedAt,
  reader: FilesReader,
  order: Guess<DateOrder> | null,
  dataset: Dataset,
): Guesses {
  const { guesses } = layout;
  return {
    ...guesses,
    encoding: guesses.encoding.confidence === "chosen" ? guesses.encoding : reader.encoding,
    dateOrder: dateOrderAfter(reader, order),
    zeroMeans: guesses.zeroMeans ?? zeroMeaningAfter(reader.zeros, dataset),
    duplicates:
      guesses.duplicates && guesses.duplicates.confidence !== "chosen" && reader.repeated === 0
        ? { ...guesses.duplicates, confidence: "sure", because: "no record repeats another's user and product" }
        : guesses.duplicates,
  };
}

function dateOrderAfter({ dateEvidence, ambiguousDates }: FilesReader, order: Guess<DateOrder> | null) {
  if (order?.confidence === "chosen" || order?.confidence === "sure") return order;
  if (dateEvidence !== null) {
    const because = `${dateEvidence} can be read only so`;
    return { value: order?.value ?? "day-first", confidence: "sure", because } as const;
  }
  if (order || ambiguousDates === 0) return order;
  return { value: "day-first", confidence: "unsure", because: "every date can be read either way" } as const;
}

/** Zeros that the file's start did not show: they were read as ratings. */
function zeroMeaningAfter(zeros: number, { rating }: Dataset): Guess<ZeroMeaning> | null {
  if (zeros === 0) return null;
  const values = new Set<number>();
  for (const value of rating) {
    if (value < 0) return null;
    values.add(value);
    if (values.size > 2) return { value: "rating", confidence: "unsure", because: "the file does not say" };
  }
  return null;
}
