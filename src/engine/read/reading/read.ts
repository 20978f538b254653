import { roleHeading } from "../../../domain/roles";
import type { ByteSource } from "../bytes/source";
import { OtherDateOrder } from "../columns/timeColumn";
import { decidedBy } from "../guess/conventions";
import { withSeparators } from "../guess/separators";
import type { ReadProgress } from "../progress";
import {
  type Column,
  type Dataset,
  type DateOrder,
  type Guess,
  type Preview,
  ReadError,
  type ReadOptions,
  type ReadReport,
} from "../types";
import { alarmsOf } from "./alarms";
import { joinDetails } from "./details";
import { FilesReader } from "./filesReader";
import { type LookedAt, lookAt, previewOf, rolesOf, segmentNames } from "./lookAt";
import { outOfMemory } from "./memory";
import { Pace } from "./pace";
import type { PartReader } from "./parts";
import { respelledSentence, spellingQuestion } from "./questions";
import type { Rejections } from "./rejections";
import { reportOf } from "./report";
import { requireAgreement, type SortedFiles, sortOut } from "./sortOut";
import { requireColumns, requireLearnable } from "./usable";

export interface Reading {
  dataset: Dataset;
  report: ReadReport;
  preview: Preview;
  rejections: Rejections;
}

/** What a reading is given beside the files and the choices. */
export interface ReadContext {
  /** Several times a second, and once at the end. */
  onProgress?(progress: ReadProgress): void;
  /** Once, as soon as the first records are known. */
  onPreview?(preview: Preview): void;
  /** Once, with the columns of the first file of ratings, whether or not they suffice. */
  onColumns?(columns: Column[]): void;
  /** Aborts the reading between pieces. */
  signal?: AbortSignal;
  /** Choices of earlier readings, by the signature of the file's layout; they count where none is made now. */
  remembered?: Readonly<Record<string, ReadOptions>>;
  /** Readers that may read parts of a file at the same time. */
  partReaders?: readonly PartReader[];
}

/**
 * Guess a file's dialect and column roles from its start.
 * @throws ReadError when the file is empty or no text.
 */
export async function previewRatings(
  source: ByteSource,
  options: ReadOptions = {},
  remembered: ReadContext["remembered"] = {},
): Promise<Preview> {
  return previewOf(await lookAt(source, options, remembered));
}

/**
 * Read files of ratings into one Dataset, and join files of product details to it. Time and memory are linear in the
 * files' size.
 * @throws ReadError when the files cannot be used; the signal's reason when aborted.
 */
export async function readRatings(
  sources: ByteSource | readonly ByteSource[],
  options: ReadOptions = {},
  context: ReadContext = {},
): Promise<Reading> {
  const started = performance.now();
  const looked: LookedAt[] = [];
  for (const source of [sources].flat()) {
    context.signal?.throwIfAborted();
    looked.push(await lookAtFirst(source, options, context.remembered));
  }
  const files = await withChoices(sortOut(looked, options), options, context);
  const [first] = files.ratings as [LookedAt];
  context.onColumns?.(first.layout.columns);
  requireColumns(first);
  requireAgreement(files.ratings);
  context.onPreview?.(previewOf(first));
  try {
    return await readSorted(files, first.layout.guesses.dateOrder, context, started);
  } catch (error) {
    throw outOfMemory(error, looked);
  }
}

/** A look without the choices, which are for the files of ratings alone; with them where there is none without. */
async function lookAtFirst(source: ByteSource, options: ReadOptions, memory: ReadContext["remembered"]) {
  try {
    return await lookAt(source, {}, memory);
  } catch (error) {
    if (!(error instanceof ReadError) || Object.keys(options).length === 0) throw error;
    return lookAt(source, options, memory);
  }
}

/** The files of ratings once more with the choices: all that is chosen for the first, the dialect for the others too. */
async function withChoices(
  { ratings, details }: SortedFiles,
  options: ReadOptions,
  { remembered }: ReadContext,
): Promise<SortedFiles> {
  if (Object.keys(options).length === 0) return { ratings, details };
  const { encoding, delimiter, hasHeader } = options;
  const dialect = Object.fromEntries(
    Object.entries({ encoding, delimiter, hasHeader }).filter(([, value]) => value !== undefined),
  );
  const chosen: LookedAt[] = [];
  for (const { original } of ratings) {
    chosen.push(await lookAt(original, chosen.length === 0 ? options : dialect, remembered));
  }
  return { ratings: chosen, details };
}

async function readSorted(
  files: SortedFiles,
  order: Guess<DateOrder> | null,
  context: ReadContext,
  started: number,
  partReaders = context.partReaders ?? [],
): Promise<Reading> {
  const all = [...files.ratings, ...files.details.map(({ file }) => file)];
  const bytes = all.reduce((sum, { source }) => sum + source.size, 0);
  const pace = new Pace(bytes, context.onProgress, context.signal);
  const reader = new FilesReader(files.ratings, order, pace);
  try {
    if (!(await reader.readAll(partReaders))) return await readSorted(files, order, context, started, []);
  } catch (error) {
    if (!(error instanceof OtherDateOrder)) throw error;
    return readSorted(files, decidedBy(error.order, error.example), context, started, partReaders);
  }
  const [first] = files.ratings as [LookedAt];
  const more = files.ratings.length - 1;
  let dataset = reader.build(more > 0 ? `${first.source.name} and ${more} more` : first.source.name, bytes);
  dataset.segmentNames = segmentNames(first.layout, rolesOf(first.layout));
  requireLearnable(dataset, reader.counts.read, reader.rejections);
  const details = [];
  const warnings = files.ratings.flatMap(({ layout }) => layout.warnings);
  const respelled = new Set(reader.respelled());
  const spellings = first.options.spellings ?? "one";
  for (const table of files.details) {
    const joined = await joinDetails(dataset, table, pace, reader.counts.read, spellings);
    dataset = joined.dataset;
    details.push(joined.report);
    warnings.push(...joined.warnings);
    for (const role of joined.respelled) respelled.add(role);
  }
  const several = withSeparators(dataset, first.options);
  dataset = several.dataset;
  const names = [...respelled].map((role) => dataset.segmentNames?.[role] ?? roleHeading(role));
  if (names.length > 0) warnings.push(respelledSentence(names, spellings));
  warnings.push(...alarmsOf(dataset, first, reader));
  await pace.step(0, reader.counts.read, true);
  const ms = performance.now() - started;
  const report = reportOf(files.ratings, bytes, reader, dataset, details, order, ms, warnings);
  report.questions?.push(...several.questions);
  if (names.length > 0) report.questions = [...(report.questions ?? []), spellingQuestion(names, spellings)];
  return { dataset, report, preview: previewOf(first), rejections: reader.rejections };
}
