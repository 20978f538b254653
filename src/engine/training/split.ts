import { Random } from "../random";
import { type SplitMethod, type TrainingColumns, TrainingError } from "./types";

/** Indices of the ratings of each part, in file order. */
export interface Split {
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
}

/** Share of the ratings that the random and the time split put into validation, and into test. */
const HELD_OUT = 0.1;

/**
 * Divide the ratings: `random` 80/10/10 by the seed, `column` as the file says, `time` with the latest tenth as test
 * and the tenth before it as validation (ratings without a time train).
 * Throws TrainingError when the file cannot be split that way.
 */
export function splitRatings(columns: TrainingColumns, method: SplitMethod, seed: number): Split {
  const split = METHODS[method](columns, seed);
  if (split.train.length < 2) {
    throw new TrainingError("The training part has fewer than two ratings. Choose another split or a larger file.");
  }
  return split;
}

const METHODS: Record<SplitMethod, (columns: TrainingColumns, seed: number) => Split> = {
  random({ size }, seed) {
    const shuffled = new Random(seed, "split").shuffle(Int32Array.from({ length: size }, (_, i) => i));
    return cutTail(shuffled, size);
  },
  column({ size, split }) {
    if (!split) throw new TrainingError("This file has no split column. Choose a random split or a split by time.");
    const part = (code: number) => Int32Array.from(indices(size, (i) => split[i] === code));
    return { train: part(0), validation: part(1), test: part(2) };
  },
  time({ size, time }) {
    if (!time) throw new TrainingError("This file has no time column. Choose a random split.");
    const timed = Int32Array.from(indices(size, (i) => !Number.isNaN(time[i])));
    timed.sort((a, b) => time[a] - time[b] || a - b);
    const { train, validation, test } = cutTail(timed, timed.length);
    const untimed = indices(size, (i) => Number.isNaN(time[i]));
    return { train: Int32Array.from([...train, ...untimed]).sort(), validation, test };
  },
};

function indices(size: number, belongs: (i: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < size; i++) if (belongs(i)) found.push(i);
  return found;
}

/** The last tenth is test, the tenth before it validation; at least one rating each where there are three. */
function cutTail(ordered: Int32Array, size: number): Split {
  const held = size < 3 ? 0 : Math.max(1, Math.floor(size * HELD_OUT));
  return {
    train: ordered.slice(0, size - 2 * held).sort(),
    validation: ordered.slice(size - 2 * held, size - held).sort(),
    test: ordered.slice(size - held).sort(),
  };
}
