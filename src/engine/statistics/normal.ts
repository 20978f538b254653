import { gammaTails } from "./gamma";

/** What a standard normal value stays below in 97.5 of 100 cases: 95 % lie between −this and this. */
export const NORMAL_975 = 1.959963984540054;

/** Probability that a standard normal value is at least `z`: ½ Q(½, z²/2); of large `z` it keeps its digits. */
export function normalUpperTail(z: number): number {
  const [within, beyond] = gammaTails(0.5, (z * z) / 2);
  return z < 0 ? (1 + within) / 2 : beyond / 2;
}
