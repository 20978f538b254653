import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import type { ColumnRole } from "../../src/domain/roles";
import { openFile } from "../../src/engine/read/archives/openFile";
import { type Reading, readRatings } from "../../src/engine/read/reading/read";
import { summarize } from "../../src/engine/read/summary";
import { type Column, type Dataset, ReadError, type ReadOptions } from "../../src/engine/read/types";
import { size, textOf } from "../../src/engine/read/vocabulary";

/** Ratings that the document shows. */
const FIRST = 10;

/** A role for a column by its name, as given on the command line. */
export interface NamedRole {
  column: string;
  role: ColumnRole;
}

/** What the reader makes of files that are dropped together, as one JSON document. */
export type ReadDocument = Awaited<ReturnType<typeof readDocument>>;

/**
 * Read the files as the page would, and tell what came of it.
 * @throws ReadError with the sentence for the person when they cannot be used, or a column is not there.
 */
export async function readDocument(paths: readonly string[], named: readonly NamedRole[], options: ReadOptions = {}) {
  return documentOf(await readFiles(paths, named, options));
}

/**
 * Read the files as the page would.
 * @throws ReadError as readDocument does.
 */
export async function readFiles(
  paths: readonly string[],
  named: readonly NamedRole[] = [],
  options: ReadOptions = {},
): Promise<Reading> {
  const open = () => Promise.all(paths.map(async (path) => openFile(basename(path), await openAsBlob(path))));
  if (named.length === 0) return readRatings(await open(), options);
  let columns: Column[] = [];
  const context = {
    // The columns are known before it is known whether their roles suffice.
    onColumns: (found: Column[]) => {
      columns = found;
    },
  };
  await readRatings(await open(), options, context).catch((error: unknown) => {
    if (!(error instanceof ReadError)) throw error;
  });
  return readRatings(await open(), { ...options, roles: rolesByColumn(named, columns) });
}

/** What came of a reading. */
export function documentOf({ dataset, report }: Reading) {
  const { guesses } = report;
  const { ratingLow, ratingHigh, timeSpan, segments } = summarize(dataset);
  return {
    format: report.format ?? "delimited text",
    delimiter: guesses.delimiter.value,
    encoding: guesses.encoding.value,
    hasHeader: guesses.hasHeader.value,
    roles: report.columns.map((column) => ({
      column: column.name,
      role: column.role,
      confidence: column.confidence,
      reason: column.because ?? (column.guessedFrom === "header" ? "by its name" : "by its values"),
    })),
    scale: [plain(ratingLow), plain(ratingHigh)],
    read: report.read,
    accepted: report.accepted,
    rejected: report.rejected,
    merged: report.merged,
    passedOver: report.passedOver ?? 0,
    users: size(dataset.users),
    products: size(dataset.products),
    feedback: dataset.feedback,
    timeSpan: timeSpan && [isoOf(timeSpan[0]), isoOf(timeSpan[1])],
    titled: titledProducts(dataset),
    segments: Object.fromEntries(
      Object.entries(segments).map(([role, { values, known, separator }]) => [
        role,
        { values, known, ...(separator ? { separator } : {}) },
      ]),
    ),
    first: Array.from({ length: Math.min(FIRST, dataset.size) }, (_, row) => ({
      user: textOf(dataset.users, dataset.user[row]),
      product: textOf(dataset.products, dataset.product[row]),
      rating: plain(dataset.rating[row]),
      time: dataset.time && !Number.isNaN(dataset.time[row]) ? isoOf(dataset.time[row]) : null,
    })),
    questions: (report.questions ?? [])
      .filter(({ because }) => because === undefined)
      .map(({ question, answers, default: chosen }) => ({
        question,
        answers: answers.map(({ label }) => label),
        default: answers[chosen].label,
      })),
    warnings: report.warnings ?? [],
  };
}

function rolesByColumn(named: readonly NamedRole[], columns: readonly Column[]): Record<number, ColumnRole> {
  return Object.fromEntries(
    named.map(({ column, role }) => {
      const index = columns.findIndex(({ name }) => name === column);
      if (index === -1) {
        const names = columns.map(({ name }) => name).join(", ");
        throw new ReadError(`There is no column ${column} among: ${names}.`);
      }
      return [index, role];
    }),
  );
}

/** The shortest decimal that a rating of 32 bits can be written as. */
export function plain(rating: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(rating.toPrecision(digits));
    if (Math.fround(short) === Math.fround(rating)) return short;
  }
  return rating;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function titledProducts({ titles }: Dataset): number {
  if (!titles) return 0;
  return Array.from({ length: size(titles) }, (_, code) => textOf(titles, code)).filter((title) => title !== "").length;
}
