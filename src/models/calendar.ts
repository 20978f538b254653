/**
 * Starts of the calendar periods (UTC) from that of the first time to that of the last, all in seconds since 1970: years for
 * 12 months, months for 1. Looking a time up in them takes a tenth of what its Date would.
 */
export function periodStarts(first: number, last: number, months: 1 | 12): Float64Array {
  const indexOf = (seconds: number) => {
    const date = new Date(seconds * 1000);
    return Math.floor((12 * date.getUTCFullYear() + date.getUTCMonth()) / months);
  };
  const from = indexOf(first);
  return Float64Array.from({ length: indexOf(last) - from + 1 }, (_, i) => {
    const month = months * (from + i);
    return new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1) / 1000;
  });
}

/** Position of the period that a time falls into, the last one for all later times; −1 before the first. */
export function periodAt(starts: Float64Array, seconds: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
