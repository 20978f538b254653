import { type ColumnRole, SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import type { ByteSource } from "../bytes/source";
import { unnamed } from "../guess/columnsByName";
import type { Layout } from "../guess/layout";
import { resolve } from "../shape/resolve";
import { type Dataset, type Encoding, type Preview, ReadError, type ReadOptions } from "../types";

const PREVIEW_ROWS = 20;

/** A file as far as it is known before it is read whole. */
export interface LookedAt {
  /** The file itself. */
  original: ByteSource;
  /** The file, or what it was converted to. */
  source: ByteSource;
  layout: Layout;
  /** How it holds its ratings, in words. */
  format: string;
  /** How its bytes are to be decoded where that was chosen. */
  encoding: Encoding | undefined;
  /** True where the source's text is not the file's. */
  isConverted: boolean;
  /** Length of the byte order mark, in bytes. */
  markLength: number;
  /** True where its text differs from its own bytes, as far as it was seen. */
  changed: boolean;
  /** The choices that count, remembered ones included. */
  options: ReadOptions;
  /** True where some of them are remembered. */
  remembered: boolean;
  /** What choices for such files are remembered by. */
  signature: string;
}

/**
 * Guess how a file is laid out from its start, and apply the choices: those made now, and those remembered for files
 * with the same columns where none is made now.
 * @throws ReadError when the file is empty or no text.
 */
export async function lookAt(
  source: ByteSource,
  options: ReadOptions,
  memory: Readonly<Record<string, ReadOptions>> = {},
): Promise<LookedAt> {
  const isChosen = Object.keys(options).length > 0;
  // The choices would change what the file is known by. Where it cannot be read without them, that is nothing.
  const guessed = await resolve(source, {}).catch((error: unknown) => {
    if (isChosen && error instanceof ReadError) return null;
    throw error;
  });
  const signature = guessed?.layout.signature ?? source.name;
  const kept = Object.hasOwn(memory, signature) && !isChosen ? memory[signature] : null;
  const chosen = kept ?? options;
  const resolved = Object.keys(chosen).length > 0 || !guessed ? await resolve(source, chosen) : guessed;
  const { layout, format, encoding, isConverted } = resolved;
  const { markLength, changed } = resolved.start;
  return {
    original: source,
    source: resolved.source,
    layout,
    format,
    encoding,
    isConverted,
    markLength,
    changed,
    options: chosen,
    remembered: kept !== null,
    signature,
  };
}

export function previewOf({ source, layout, format }: LookedAt): Preview {
  const { guesses, columns, records } = layout;
  return { file: source.name, bytes: source.size, guesses, columns, rows: records.slice(0, PREVIEW_ROWS), format };
}

export function rolesOf({ columns }: Layout): ColumnRole[] {
  return columns.map(({ role }) => role);
}

/** What the header calls the segment columns; nothing without a header, or where it has no name for one. */
export function segmentNames({ columns, guesses }: Layout, roles: readonly ColumnRole[]): Dataset["segmentNames"] {
  const named = SEGMENT_ROLES.flatMap((role): [SegmentRole, string][] => {
    const column = roles.indexOf(role);
    return column === -1 || columns[column].name === unnamed(column) ? [] : [[role, columns[column].name]];
  });
  return guesses.hasHeader.value ? Object.fromEntries(named) : {};
}

/** About how many records the file holds: its size by the mean length of the first ones, line ends included. */
export function expectedRecords({ source, layout }: LookedAt): number {
  const { records } = layout;
  const length = records.reduce((sum, record) => sum + record.join(" ").length + 1, 0);
  return source.size / (length / Math.max(records.length, 1) || 1);
}
