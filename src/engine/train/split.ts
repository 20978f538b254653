import { nounOf } from "../../domain/feedback";
import { Random } from "../../domain/random";
import type { SplitMethod } from "../../domain/settings";
import type { Split } from "../evaluate/part";
import type { TrainingColumns } from "../read/copies";
import { type RunResult, TrainingError } from "./types";

/** Share of the ratings that the random and the time split put into validation, and into test. */
const HELD_OUT = 0.1;

/**
 * Divide the ratings: `random` 80/10/10 by the seed, `column` as the file says, `time` with the latest tenth as test
 * and the tenth before it as validation (ratings without a time train), `leave-last-out` with each user's last rating
 * as test and the one before it as validation, so far as at least one is left to train on: users with one rating only
 * train, users with two have no validation rating. Both of the latter need times; among equal times the file's order
 * counts, and for `leave-last-out` a rating without a time comes before all that have one.
 * Throws TrainingError when the file cannot be split that way.
 */
export function splitRatings(columns: TrainingColumns, method: SplitMethod, seed: number): Split {
  const split = METHODS[method](columns, seed);
  if (split.train.length < 2) {
    const rows = nounOf(columns.feedback).many;
    throw new TrainingError(`The training part has fewer than two ${rows}. Choose another split or a larger file.`);
  }
  return split;
}

/** The split with every rating in the training part that an earlier training has seen: it is no test of that any more. */
export function withoutSeen({ train, validation, test }: Split, seen: Uint8Array | null): Split & { moved: number } {
  const isNew = (i: number) => seen === null || seen[i] === 0;
  const kept = { validation: validation.filter(isNew), test: test.filter(isNew) };
  const moved = validation.length + test.length - kept.validation.length - kept.test.length;
  if (moved === 0) return { train, validation, test, moved };
  const isSeen = (i: number) => !isNew(i);
  const all = Int32Array.from([...train, ...validation.filter(isSeen), ...test.filter(isSeen)]).sort();
  return { train: all, ...kept, moved };
}

/** What a Run says of its split; `tested` counts the test part's ratings, and those of users new to it. */
export function splitFigures(
  { train, validation, test }: Split,
  method: SplitMethod,
  tested: Pick<RunResult["test"], "n" | "new">,
): RunResult["split"] {
  const newUserShare = tested.n > 0 ? tested.new.n / tested.n : 0;
  return { method, train: train.length, validation: validation.length, test: test.length, newUserShare };
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
  "leave-last-out"({ size, users, user, time }) {
    if (!time) throw new TrainingError("This file has no time column. Choose a random split.");
    const { last, before, count } = latestTwo(size, users, user, time);
    const isTest = (i: number) => count[user[i]] > 1 && last[user[i]] === i;
    const isValidation = (i: number) => count[user[i]] > 2 && before[user[i]] === i;
    return {
      train: Int32Array.from(indices(size, (i) => !isTest(i) && !isValidation(i))),
      validation: Int32Array.from(indices(size, isValidation)),
      test: Int32Array.from(indices(size, isTest)),
    };
  },
};

/** Index of each user's last rating and of the one before it, and how many the user has. */
function latestTwo(size: number, users: number, user: Int32Array, time: Float64Array) {
  const [last, before, count] = [new Int32Array(users), new Int32Array(users), new Int32Array(users)];
  const timeOf = (i: number) => (Number.isNaN(time[i]) ? Number.NEGATIVE_INFINITY : time[i]);
  for (let i = 0; i < size; i++) {
    const u = user[i];
    if (count[u] === 0 || timeOf(i) >= timeOf(last[u])) {
      before[u] = last[u];
      last[u] = i;
    } else if (count[u] === 1 || timeOf(i) >= timeOf(before[u])) {
      before[u] = i;
    }
    count[u]++;
  }
  return { last, before, count };
}

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
