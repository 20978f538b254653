import { PLAIN_LETTERS, Utf8Stream } from "../bytes/utf8";
import { DatasetBuilder, type ValueRules } from "../columns/builder";
import { normalised } from "../guess/roleNames";
import { RecordReader } from "../records/recordReader";
import type { Dataset, DateOrder, Encoding, Guess } from "../types";
import { Intake, type LineCounts } from "./intake";
import { expectedRecords, type LookedAt, rolesOf } from "./lookAt";
import type { Pace } from "./pace";
import { type Division, divide, fitTogether, formatOf, type PartReader } from "./parts";
import { Rejections } from "./rejections";
import type { StretchResult } from "./stretch";

/** Reads files of ratings one after the other into one Dataset. It can be used once. */
export class FilesReader {
  readonly rejections: Rejections;
  readonly counts: LineCounts = { read: 0, shortRecords: 0, headerLines: 0, blankLines: 0, commentLines: 0 };
  /** Records of each file. */
  readonly read: number[] = [];
  /** Of the first file, once it is read. */
  encoding: Guess<Encoding>;
  /** A date that only the order in use can read, and how many can be read in either. */
  dateEvidence: string | null = null;
  ambiguousDates = 0;
  /** Readers that read at once. */
  readers = 1;
  private readonly builder: DatasetBuilder;
  private readonly rules: ValueRules;

  /** @param order of day and month in dates with the year last. */
  constructor(
    private readonly files: readonly LookedAt[],
    order: Guess<DateOrder> | null,
    private readonly pace: Pace,
  ) {
    const { layout } = files[0]!;
    const { guesses } = layout;
    this.rules = {
      dateOrder: order?.value ?? "day-first",
      dateOrderFixed: order?.confidence === "sure" || order?.confidence === "chosen",
      thumbs: layout.thumbs,
      zeroMeans: guesses.zeroMeans?.value ?? "rating",
      duplicates: guesses.duplicates?.value ?? "last",
    };
    this.encoding = guesses.encoding;
    this.rejections = new Rejections(files.map(({ source }) => source.name));
    const expected = files.reduce((sum, file) => sum + expectedRecords(file), 0);
    this.builder = new DatasetBuilder(rolesOf(layout), this.rules, expected);
  }

  get zeros(): number {
    return this.builder.zeros;
  }

  get merged(): number {
    return this.builder.rows.merged;
  }

  get repeated(): number {
    return this.builder.rows.repeated;
  }

  /**
   * Read all files, a single large one in parts.
   * @returns false when the parts did not fit together: the files are to be read again, without part readers.
   * @throws OtherDateOrder when the order of dates turns out to be the other one.
   */
  async readAll(partReaders: readonly PartReader[]): Promise<boolean> {
    for (const [index, file] of this.files.entries()) {
      const division = this.files.length === 1 ? await divide(file, this.rules, partReaders.length) : null;
      if (!division) await this.readFile(index, file);
      else if (!(await this.readDivided(file, division, partReaders))) return false;
    }
    return true;
  }

  /** The Dataset; call once. */
  build(name: string, bytes: number): Dataset {
    return this.builder.build(name, bytes);
  }

  private async readFile(index: number, file: LookedAt): Promise<void> {
    const { source } = file;
    const { reader, intake, stream } = this.open(index, file);
    const before = this.counts.read;
    for await (const { bytes, bytesRead } of source.open()) {
      reader.push(stream.push(bytes, false), false);
      await this.pace.step(bytesRead, before + intake.counts.read);
    }
    reader.push(stream.push(new Uint8Array(0), true), true);
    this.pace.bytesBefore += source.size;
    if (index === 0) this.encoding = stream.guess;
    this.note(intake.counts, this.builder.time.evidence, this.builder.time.ambiguous);
    this.read.push(intake.counts.read);
  }

  /** Read the first part here and the others elsewhere, and put them together. */
  private async readDivided(file: LookedAt, division: Division, partReaders: readonly PartReader[]): Promise<boolean> {
    const { source, markLength } = file;
    const { others, firstEnd } = division;
    this.readers = 1 + others.length;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.pace.signal].filter((s) => s !== undefined));
    const elsewhere = others.map(() => ({ bytesRead: 0, records: 0 }));
    const reading = Promise.all(
      others.map((request, i) =>
        partReaders[i]!.read(
          request,
          ({ bytesRead, records }) => {
            elsewhere[i] = { bytesRead, records };
          },
          signal,
        ),
      ),
    );
    // Whatever goes wrong elsewhere is met again, with its place in the file, when the file is read through.
    const settled = reading.catch(() => null);
    const { reader, intake, stream } = this.open(0, file, firstEnd - markLength);
    try {
      for await (const { bytes } of source.open()) {
        reader.push(stream.push(bytes, false), false);
        const done = elsewhere.reduce((sum, part) => sum + part.bytesRead, Math.min(reader.position, firstEnd));
        const records = elsewhere.reduce((sum, part) => sum + part.records, intake.counts.read);
        await this.pace.step(done, records);
        if (reader.ended) break;
      }
      const results = await settled;
      this.pace.signal?.throwIfAborted();
      const isPlain = !stream.changed && stream.guess.value === "utf-8" && stream.guess.confidence === "sure";
      if (!results || !isPlain || !fitTogether(division, reader.position + markLength, results)) return false;
      this.pace.bytesBefore += source.size;
      this.encoding = results.map(({ encoding }) => encoding).reduce(moreTelling, stream.guess);
      this.absorb(results, intake, reader.line - 1);
    } finally {
      stop.abort();
    }
    return true;
  }

  private absorb(results: StretchResult[], intake: Intake, linesBefore: number): void {
    let lines = linesBefore;
    const { time } = this.builder;
    let evidence = time.evidence;
    let ambiguous = time.ambiguous;
    for (const result of results) {
      intake.absorb(result.counts);
      this.rejections.absorb(result.rejections, lines);
      this.builder.absorb(result.part);
      lines += result.lines;
      evidence ??= result.dateEvidence;
      ambiguous += result.ambiguousDates;
    }
    this.note(intake.counts, evidence, ambiguous);
    this.read.push(intake.counts.read);
  }

  private open(index: number, file: LookedAt, until?: number) {
    const { layout, source, options } = file;
    this.builder.setRoles(this.rolesIn(file));
    const { columns, guesses } = layout;
    const header = guesses.hasHeader.value ? columns[0]!.name : null;
    const intake = new Intake(index, columns.length, header, this.builder, this.rejections);
    return {
      intake,
      reader: new RecordReader(source.name, formatOf(file), intake, until),
      stream: new Utf8Stream(options.encoding),
    };
  }

  /** The roles of a file's columns: by name those of the first file's, where there are names. */
  private rolesIn(file: LookedAt) {
    const [first] = this.files as [LookedAt];
    const roles = rolesOf(first.layout);
    if (file === first || !file.layout.guesses.hasHeader.value) return roles;
    const names = first.layout.columns.map(({ name }) => normalised(name));
    return file.layout.columns.map(({ name }) => roles[names.indexOf(normalised(name))] ?? "ignore");
  }

  private note(counts: LineCounts, evidence: string | null, ambiguous: number): void {
    for (const name of Object.keys(counts) as (keyof LineCounts)[]) this.counts[name] += counts[name];
    this.dateEvidence ??= evidence;
    this.ambiguousDates = Math.max(this.ambiguousDates, ambiguous);
  }
}

/** Of two parts' encodings that of the one that is not all plain letters. */
function moreTelling(a: Guess<Encoding>, b: Guess<Encoding>): Guess<Encoding> {
  return a.because === PLAIN_LETTERS ? b : a;
}
