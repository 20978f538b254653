import { nounOf } from "../../domain/feedback";
import { Random } from "../../domain/random";
import { dayStart, type SplitMethod, type SplitSettings, splitMethodOf, VALIDATION_SHARE } from "../../domain/split";
import type { Split } from "../evaluate/part";
import type { TrainingColumns } from "../read/copies";
import { splitParts } from "../read/summary";
import { type RunResult, TrainingError } from "./types";

/** What divides the ratings. */
type Asked = Omit<SplitSettings, "split">;

/**
 * Divide the ratings. `random`: by the seed, a share of them as test part and a tenth as validation part. `column`: as the
 * file says; where it has no validation part, a tenth of its training part, the same whatever the seed. `time`: the latest
 * as test part, by share or from a day on, and the latest tenth before them (of those before the day: ninth) as validation
 * part; ratings of one time are in one part, ratings without a time train. `leave-last-out`: each user's last rating as
 * test and the one before it as validation, so far as at least one is left to train on: users with one rating only train,
 * users with two have no validation rating; among equal times the file's order counts, and a rating without a time comes
 * before all that have one.
 * Throws TrainingError when the file cannot be split that way.
 */
export function splitRatings(columns: TrainingColumns, asked: SplitSettings): Split {
  const split = METHODS[methodOf(columns, asked)](columns, asked);
  if (split.train.length < 2) {
    const rows = nounOf(columns.feedback).many;
    throw new TrainingError(`The training part has fewer than two ${rows}. Choose another split or a larger file.`);
  }
  return split;
}

/** How these ratings are divided: `auto` is the file's own split where it has one. */
export function methodOf({ split }: Pick<TrainingColumns, "split">, asked: Pick<SplitSettings, "split">): SplitMethod {
  return splitMethodOf(asked.split, split && splitParts(split));
}

/** What is to be known about figures from such a split: sentences. */
export function splitNotes(columns: TrainingColumns, asked: Pick<SplitSettings, "split">): string[] {
  const { one, many } = nounOf(columns.feedback);
  const method = methodOf(columns, asked);
  if (method === "leave-last-out") {
    return [
      `Each user’s last ${one} is tested, but later ${many} of other users train: in use these are not there yet, so the ` +
        "figures are likely too good. A split by time has no such leak.",
    ];
  }
  if (method === "column" && columns.split && splitParts(columns.split)[1] === 0) {
    return ["The file’s split has no validation part: a tenth of its training part was drawn for it."];
  }
  return [];
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

const METHODS: Record<SplitMethod, (columns: TrainingColumns, asked: Asked) => Split> = {
  random({ size }, { seed, testShare }) {
    const shuffled = new Random(seed, "split").shuffle(Int32Array.from({ length: size }, (_, i) => i));
    const testAt = size - heldOut(size, testShare);
    return cutAt(shuffled, testAt - heldOut(size, VALIDATION_SHARE), testAt);
  },
  column({ size, split }) {
    if (!split) throw new TrainingError("This file has no split column. Choose a random split or a split by time.");
    const part = (code: number) => Int32Array.from(indices(size, (i) => split[i] === code));
    const [train, validation, test] = [part(0), part(1), part(2)];
    if (validation.length > 0) return { train, validation, test };
    // One cut for all seeds: Runs on the file's own split are compared with one another.
    const shuffled = new Random(0, "validation part").shuffle(train);
    const rest = train.length - heldOut(train.length, VALIDATION_SHARE);
    return { train: shuffled.slice(0, rest).sort(), validation: shuffled.slice(rest).sort(), test };
  },
  time({ size, time }, { testShare, cutDate }) {
    if (!time) throw new TrainingError("This file has no time column. Choose a random split.");
    const timed = Int32Array.from(indices(size, (i) => !Number.isNaN(time[i])));
    timed.sort((a, b) => time[a] - time[b] || a - b);
    const times = Float64Array.from(timed, (i) => time[i]);
    const testAt = cutDate === "" ? latestFrom(times, testShare) : dayFrom(times, cutDate);
    const wanted = cutDate === "" ? heldOut(times.length, VALIDATION_SHARE) : Math.max(1, Math.floor(testAt / 9));
    const found = newTimeAt(times.subarray(0, testAt), testAt - wanted) ?? 0;
    // Where one time is most of what is left, it trains, and nothing validates.
    const validationAt = 2 * found < testAt ? testAt : found;
    const { train, validation, test } = cutAt(timed, validationAt, testAt);
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

/** So many of the ratings are held out, at least one where there are three. */
function heldOut(size: number, share: number): number {
  return size < 3 ? 0 : Math.max(1, Math.floor((size * share) / 100));
}

/** What is before the first position trains, what is from the second on is tested. */
function cutAt(ordered: Int32Array, validationAt: number, testAt: number): Split {
  return {
    train: ordered.slice(0, validationAt).sort(),
    validation: ordered.slice(validationAt, testAt).sort(),
    test: ordered.slice(testAt).sort(),
  };
}

/** Where the latest times begin that are about this share of all. */
function latestFrom(times: Float64Array, share: number): number {
  const held = heldOut(times.length, share);
  if (held === 0) return times.length;
  const at = newTimeAt(times, times.length - held);
  if (at === null)
    throw new TrainingError("All times of this file are the same, so none is later. Choose a random split.");
  return at;
}

/** Where the times of this day begin, or later ones. */
function dayFrom(times: Float64Array, day: string): number {
  const start = dayStart(day);
  const found = times.findIndex((time) => time >= start);
  if (found === -1) throw new TrainingError(`Nothing is from ${day} or later, to be tested on. Choose an earlier day.`);
  if (found === 0) throw new TrainingError(`Nothing is from before ${day}, to train on. Choose a later day.`);
  return found;
}

/** The position nearest to this one at which a time begins, other than the first; null where all times are equal. */
function newTimeAt(times: Float64Array, wanted: number): number | null {
  let before = Math.max(wanted, 0);
  let after = Math.max(wanted, 1);
  while (before > 0 && times[before - 1] === times[before]) before--;
  while (after < times.length && times[after - 1] === times[after]) after++;
  const found = [before, after].filter((at) => at > 0 && at < times.length);
  return found.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0] ?? null;
}
