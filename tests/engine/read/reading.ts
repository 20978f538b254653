import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { SEGMENT_ROLES } from "../../../src/domain/roles";
import { openFile } from "../../../src/engine/read/archives/openFile";
import { type ByteSource, bytesOfBlob } from "../../../src/engine/read/bytes/source";
import { readRatings } from "../../../src/engine/read/reading/read";
import { type Dataset, ReadError, type ReadOptions } from "../../../src/engine/read/types";
import { size, textOf } from "../../../src/engine/read/vocabulary";

const KEPT = " Data that were open before stay open.";

/** A file with this content, its bytes cut at these places. Each piece is gone when the next one is asked for. */
export function file(content: string | Uint8Array, cuts: readonly number[] = [], name = "ratings.csv"): ByteSource {
  const bytes = bytesOf(content);
  const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  async function* open() {
    for (let i = 1; i < places.length; i++) {
      const piece = bytes.slice(places[i - 1], places[i]);
      yield { bytes: piece, bytesRead: places[i] };
      piece.fill(0xff);
    }
  }
  return { name, size: bytes.length, open, blob: null };
}

/** A file as a browser hands it over: any part of it can be read by itself. */
export function blobFile(content: string | Uint8Array, name = "ratings.csv"): ByteSource {
  return bytesOfBlob(name, new Blob([bytesOf(content)]));
}

/** A file of tests/fixtures/formats, opened as it would be when it is dropped. */
export function fixture(name: string): Promise<ByteSource> {
  return openFile(name, new Blob([readFileSync(`tests/fixtures/formats/${name}`)]));
}

export async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  return readRatings(file(content), options);
}

/** The sentence with which a reading is given up, without the one that says what was kept. */
export async function refusalOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReadError);
  const { message } = error as ReadError;
  expect(message.endsWith(KEPT)).toBe(true);
  return message.slice(0, -KEPT.length);
}

/** The ratings of a Dataset with their texts, a row each: what the columns stand for. */
export function ratingsOf(dataset: Dataset): Record<string, string | number | null>[] {
  return Array.from(dataset.rating, (rating, row) => {
    const plain: Record<string, string | number | null> = {
      user: textOf(dataset.users, dataset.user[row]),
      product: textOf(dataset.products, dataset.product[row]),
      rating,
    };
    if (dataset.time) plain.time = Number.isNaN(dataset.time[row]) ? null : dataset.time[row];
    for (const role of SEGMENT_ROLES) {
      const segment = dataset.segments[role];
      if (segment) plain[role] = textOf(segment.vocabulary, segment.codes[row]);
    }
    if (dataset.split) plain.split = dataset.split[row];
    return plain;
  });
}

/** "user product rating" of each rating. */
export function briefly(dataset: Dataset): string[] {
  return ratingsOf(dataset).map(({ user, product, rating }) => `${user} ${product} ${rating}`);
}

/** The title of each product that has one. */
export function titlesOf({ products, titles }: Dataset): Record<string, string> {
  const pairs = Array.from({ length: size(products) }, (_, code) => [
    textOf(products, code),
    titles ? textOf(titles, code) : "",
  ]);
  return Object.fromEntries(pairs.filter(([, title]) => title !== ""));
}

export function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Text whose characters are all below U+0100 as Latin-1: in windows-1252 the same, but for U+0080 to U+009F. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function bytesOf(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
}
