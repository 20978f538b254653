import type { SegmentRole } from "../../../domain/roles";
import { PLAIN_LETTERS, Utf8Stream } from "../bytes/utf8";
import { DatasetBuilder } from "../columns/builder";
import type { ValueRules } from "../columns/rules";
import { normalised } from "../guess/roleNames";
import { RecordReader } from "../records/recordReader";
import type { Dataset, DateOrder, Encoding, Guess } from "../types";
import { addLines, Intake, type LineCounts, noLines } from "./intake";
import { expectedRecords, type LookedAt, rolesOf } from "./lookAt";
import type { Pace } from "./pace";
import { type Division, divide, formatOf, type PartReader } from "./parts";
import { PartsElsewhere } from "./partsElsewhere";
import { Rejections } from "./rejections";

/** Reads files of ratings one after the other into one Dataset. It can be used once. */
export class FilesReader {
  readonly rejections: Rejections;
  readonly counts = noLines();
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
    const { layout } = files[0];
    const { guesses } = layout;
    this.rules = {
      dateOrder: order?.value ?? "day-first",
      dateOrderFixed: order?.confidence === "sure" || order?.confidence === "chosen",
      ...layout.values,
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

  /** Segments with values that differ only by case or blanks. */
  respelled(): SegmentRole[] {
    return this.builder.respelled();
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
    if (index === 0 && !file.isConverted) this.encoding = stream.guess;
    this.note(intake.counts, this.builder.time.evidence, this.builder.time.ambiguous);
    this.read.push(intake.counts.read);
  }

  /** Read the first part here and the others elsewhere, and put them together in their order as they come. */
  private async readDivided(file: LookedAt, division: Division, partReaders: readonly PartReader[]): Promise<boolean> {
    const { source, markLength } = file;
    this.readers = 1 + partReaders.length;
    const elsewhere = new PartsElsewhere(division.others, partReaders, this.pace.signal);
    const { reader, intake, stream } = this.open(0, file, division.firstEnd - markLength);
    const step = () =>
      this.pace.step(reader.position + elsewhere.bytesRead, intake.counts.read + elsewhere.recordsWaiting);
    try {
      for await (const { bytes } of source.open()) {
        reader.push(stream.push(bytes, false), false);
        await step();
        if (reader.ended) break;
      }
      const { time } = this.builder;
      let end = isPlain(stream) ? reader.position + markLength : -1;
      let lines = reader.line - 1;
      let evidence = time.evidence;
      let ambiguous = time.ambiguous;
      this.encoding = stream.guess;
      for (const [i, { start }] of division.others.entries()) {
        const result = await elsewhere.take(i);
        if (!result || end !== start || !isPlain({ changed: result.changed, guess: result.encoding })) return false;
        addLines(intake.counts, result.counts);
        this.rejections.absorb(result.rejections, lines);
        this.builder.absorb(result.part);
        this.encoding = moreTelling(this.encoding, result.encoding);
        lines += result.lines;
        evidence ??= result.dateEvidence;
        ambiguous += result.ambiguousDates;
        end = result.end;
        await step();
      }
      if (end !== source.size) return false;
      this.pace.bytesBefore += source.size;
      this.note(intake.counts, evidence, ambiguous);
      this.read.push(intake.counts.read);
    } finally {
      elsewhere.stop();
    }
    return true;
  }

  private open(index: number, file: LookedAt, until?: number) {
    const { layout, source, encoding } = file;
    this.builder.setRoles(this.rolesIn(file), this.eventFieldIn(file));
    const { columns, before, headers } = layout;
    const header = headers > 0 ? columns[0].name : null;
    const areCells = layout.cells !== undefined;
    const intake = new Intake(index, columns.length, header, this.builder, this.rejections, before, headers, areCells);
    return {
      intake,
      reader: new RecordReader(source.name, formatOf(file), intake, until),
      stream: new Utf8Stream(encoding),
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

  private eventFieldIn(file: LookedAt): number {
    const [first] = this.files as [LookedAt];
    const field = this.rules.events?.field ?? -1;
    if (file === first || field === -1 || !file.layout.guesses.hasHeader.value) return field;
    const name = normalised(first.layout.columns[field].name);
    return file.layout.columns.findIndex((column) => normalised(column.name) === name);
  }

  private note(counts: LineCounts, evidence: string | null, ambiguous: number): void {
    addLines(this.counts, counts);
    this.dateEvidence ??= evidence;
    this.ambiguousDates = Math.max(this.ambiguousDates, ambiguous);
  }
}

/** True where places in the text are places in the file. */
function isPlain({ changed, guess }: { changed: boolean; guess: Guess<Encoding> }): boolean {
  return !changed && guess.value === "utf-8" && guess.confidence === "sure";
}

/** Of two parts' encodings that of the one that is not all plain letters. */
function moreTelling(a: Guess<Encoding>, b: Guess<Encoding>): Guess<Encoding> {
  return a.because === PLAIN_LETTERS ? b : a;
}
