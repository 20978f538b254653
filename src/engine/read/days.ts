const DAY = 86_400;

/** First and last known time; null when none is known. */
export function spanOf(times: Float64Array): [first: number, last: number] | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? [first, last] : null;
}

/** Spans beyond this, in days, are not put into a table: five thousand years. */
const MOST_DAYS = 2_000_000;

/**
 * A function of times, in seconds since 1970, that is the same all day (UTC): it is computed once a day of the span
 * from `first` to `last`. A million ratings fall on some thousand days, and to ask the calendar is slow.
 */
export function byDay(first: number, last: number, compute: (time: number) => number): (time: number) => number {
  const base = Math.floor(first / DAY);
  const days = Math.floor(last / DAY) - base + 1;
  if (days > MOST_DAYS) return compute;
  const known = new Uint8Array(days);
  const values = new Int32Array(days);
  return (time) => {
    const day = Math.floor(time / DAY) - base;
    if (known[day] === 0) {
      known[day] = 1;
      values[day] = compute(time);
    }
    return values[day];
  };
}
