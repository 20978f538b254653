import type { DateOrder, Guess, ReadOptions, ZeroMeaning } from "../types";
import { parseNumber } from "../values/number";
import { ordersOf } from "../values/time";
import { chosen } from "./chosen";

/** A share of zeros from which they are suspicious, and how many times as frequent as the next rating. */
const MANY_ZEROS = 0.1;
const ZERO_PEAK = 2;

/**
 * What a rating of 0 says, by the first ratings: where zeros are many, and far more than the next higher rating, most
 * likely that none was given (as in Book-Crossing's file). Null where 0 does not occur, is not the lowest, or is one of
 * only two ratings.
 */
export function guessZeroMeaning(ratings: readonly string[], { zeroMeans }: ReadOptions): Guess<ZeroMeaning> | null {
  if (zeroMeans) return chosen(zeroMeans);
  const numbers = ratings.map(parseNumber).filter((rating) => !Number.isNaN(rating));
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [lowest, next] = [...counts.keys()].sort((a, b) => a - b);
  if (lowest !== 0 || counts.size < 3) return null;
  const [zeros, others] = [counts.get(0)!, counts.get(next!)!];
  const isPeak = zeros >= MANY_ZEROS * numbers.length && zeros > ZERO_PEAK * others;
  return {
    value: isPeak ? "missing" : "rating",
    confidence: "unsure",
    because: isPeak
      ? "it is far more frequent than the next higher rating"
      : "it is no more frequent than other ratings",
  };
}

/**
 * The order of day and month, by the first dates with the year last; null where there are none. Where every date could
 * be read either way it is the day first, unsure.
 */
export function guessDateOrder(times: readonly string[], { dateOrder }: ReadOptions): Guess<DateOrder> | null {
  if (dateOrder) return chosen(dateOrder);
  const orders = times.map((time) => ({ time, orders: ordersOf(time) })).filter(({ orders }) => orders !== null);
  if (orders.length === 0) return null;
  const telling = orders.find(({ orders }) => orders?.length === 1);
  if (!telling) return { value: "day-first", confidence: "unsure", because: "every date can be read either way" };
  return decidedBy(telling.orders![0], telling.time);
}

/** The order that this date shows. */
export function decidedBy(value: DateOrder, example: string): Guess<DateOrder> {
  return { value, confidence: "sure", because: `${example} can be read only so` };
}
