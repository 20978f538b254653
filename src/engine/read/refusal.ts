import { ReadError } from "./types";

/**
 * Give up reading.
 * @param what what is wrong, and where.
 * @param advice what the person can do about it.
 * @throws ReadError always; its message also says what was kept.
 */
export function refuse(what: string, advice: string): never {
  throw new ReadError(`${what} ${advice} Data that were open before stay open.`);
}

const numbers = new Intl.NumberFormat("en");

/** "1,292,954". */
export function grouped(n: number): string {
  return numbers.format(n);
}

/** The text, or its beginning where it is longer. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** "1 rating", "1,292,954 ratings". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** "27 %". */
export function percentOf(share: number): string {
  return `${Math.round(share * 100)} %`;
}
