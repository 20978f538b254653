import { Random } from "../../../../src/domain/random";
import type { Feedback } from "../../../../src/domain/roles";
import type { TrainingColumns } from "../../../../src/engine/read/copies";

export const nowhere = async () => {};

export type Row = readonly [user: number, product: number, rating: number];

/** Columns of these ratings, users and products numbered from 0. */
export function columnsOf(
  rows: readonly Row[],
  users: number,
  products: number,
  feedback: Feedback = "explicit",
): TrainingColumns {
  return {
    feedback,
    size: rows.length,
    users,
    products,
    user: Int32Array.from(rows, ([user]) => user),
    product: Int32Array.from(rows, ([, product]) => product),
    rating: Float32Array.from(rows, ([, , rating]) => rating),
    time: null,
    split: null,
    sides: [],
  };
}

/** Ratings from 1 to 5 of about this share of all pairs, in random order. */
export function randomRows(users: number, products: number, share: number, seed: number): Row[] {
  const random = new Random(seed, "test ratings");
  const rows: Row[] = [];
  for (let user = 0; user < users; user++) {
    for (let product = 0; product < products; product++) {
      if (random.next() < share) rows.push([user, product, 1 + random.integer(5)]);
    }
  }
  const order = random.shuffle(range(0, rows.length));
  return Array.from(order, (at) => rows[at]);
}

export function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}
