import { equalShares, shareDifference } from "../../statistics/shares";
import type { Balance } from "../types";

/**
 * How the known values divide, given the ratings of each code, and those in the whole file: a value of merged records
 * alone has none. Code 0 is unknown.
 */
export function balanceOf(n: Uint32Array, inFile: Uint32Array): Balance {
  const known = n.reduce((sum, count) => sum + count, 0) - (n[0] ?? 0);
  const [first, second] = [...n.keys()]
    .slice(1)
    .filter((code) => n[code] > 0)
    .sort((a, b) => n[b] - n[a] || a - b);
  return {
    known,
    // A value that the filter left nothing of is still one that the file has.
    equal: equalShares(n.filter((_, code) => code > 0 && inFile[code] > 0)),
    largest: first === undefined || second === undefined ? null : [first, second],
    lead: first === undefined || second === undefined ? null : shareDifference(n[first], n[second], known),
  };
}
