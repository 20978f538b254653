import type { ByteSource } from "../../../src/engine/dataset/byteSources";
import { readRatings } from "../../../src/engine/dataset/read";
import { type Dataset, type ReadOptions, SEGMENT_ROLES } from "../../../src/engine/dataset/types";
import { textOf } from "../../../src/engine/dataset/vocabulary";

/** A file with this content, its bytes cut at these places. */
export function file(content: string | Uint8Array, cuts: readonly number[] = [], name = "ratings.csv"): ByteSource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  async function* chunks() {
    for (let i = 1; i < places.length; i++) yield bytes.slice(places[i - 1], places[i]);
  }
  return { name, size: bytes.length, chunks: chunks() };
}

export async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  return readRatings(file(content), options);
}

/** The ratings of a Dataset with their texts, a row each: what the columns stand for. */
export function ratingsOf(dataset: Dataset): Record<string, string | number | null>[] {
  return Array.from(dataset.rating, (rating, row) => {
    const plain: Record<string, string | number | null> = {
      user: textOf(dataset.users, dataset.user[row]!),
      product: textOf(dataset.products, dataset.product[row]!),
      rating,
    };
    if (dataset.time) plain.time = Number.isNaN(dataset.time[row]) ? null : dataset.time[row]!;
    for (const role of SEGMENT_ROLES) {
      const segment = dataset.segments[role];
      if (segment) plain[role] = textOf(segment.vocabulary, segment.codes[row]!);
    }
    if (dataset.split) plain.split = dataset.split[row]!;
    return plain;
  });
}
