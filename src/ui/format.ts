/** Between a number and its unit: the two stay on one line. */
const NBSP = "\u00a0";
/** Stands for a figure that there is none of. */
const NONE = "–";

const count = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const decimals4 = new Intl.NumberFormat("en-US", { minimumFractionDigits: 4, maximumFractionDigits: 4 });

/** By their digits: to make one takes longer than to write a number with it a hundred times. */
const significant = new Map<number, Intl.NumberFormat>();

function withDigits(digits: number): Intl.NumberFormat {
  const known = significant.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits });
  significant.set(digits, made);
  return made;
}

const month = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });

/** An exact whole number: `1,292,954`. */
export function formatCount(n: number): string {
  return count.format(n);
}

/** Three significant figures, or as many as asked: `0.00312`, `4.08`, `1,290,000`. */
export function formatNumber(x: number | null, digits = 3): string {
  if (x === null || !Number.isFinite(x)) return NONE;
  return withDigits(digits).format(x);
}

/** RMSE, MAE and losses as tables show them, to four decimals; a dash where there is none. */
export function formatRmse(x: number | null): string {
  return x === null || !Number.isFinite(x) ? NONE : decimals4.format(x);
}

/** A share from 0 to 1 as `13.5 %`; never rounded to all or nothing. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return `under 0.1${NBSP}%`;
  if (share < 1 && share > 0.9995) return `over 99.9${NBSP}%`;
  return `${formatNumber(share * 100)}${NBSP}%`;
}

/** `1 rating`, `41,200 ratings`. */
export function formatAmount(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)}${NBSP}${n === 1 ? one : many}`;
}

/** Size in decimal units: `512 B`, `86.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${formatNumber(bytes / 1000 ** power)}${NBSP}${units[power]}`;
}

/** A time in seconds: `0.42 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return NONE;
  if (seconds < 10) return `${formatNumber(seconds, 2)}${NBSP}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${NBSP}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}${NBSP}min${whole % 60 ? ` ${whole % 60}${NBSP}s` : ""}`;
  return `${formatCount(Math.floor(minutes / 60))}${NBSP}h${minutes % 60 ? ` ${minutes % 60}${NBSP}min` : ""}`;
}

/** A speed in things a second: `480,000/s`. */
export function formatRate(perSecond: number): string {
  return `${formatNumber(perSecond)}/s`;
}

/** A day in UTC, from seconds since 1970: `13 Jun 1999`. */
export function formatDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getUTCDate()}${NBSP}${month.format(date)} ${date.getUTCFullYear()}`;
}

const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** "25 Nov 2026, 10:12", in the time of this place. */
export function formatMoment(iso: string): string {
  return moments.format(new Date(iso));
}
