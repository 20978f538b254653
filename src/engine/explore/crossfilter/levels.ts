import { valueCounts } from "../../read/valueCounts";

/** A code for each rating: its cell, its level, its period. */
export type Codes = Uint16Array | Int32Array;

/** What ratings are divided into: a code per rating, from 0 to size - 1. */
export interface Groups {
  codes: Codes;
  size: number;
  /** Where a rating can be in several of the groups: then its code stands for a list of them. */
  several?: Several;
}

/** The groups of code c, none of them twice: of[starts[c] .. starts[c + 1]). */
export interface Several {
  starts: Int32Array;
  of: Int32Array;
}

/** Number of codes: of lists where a rating can be in several groups. */
export function codeCount({ size, several }: Groups): number {
  return several ? several.starts.length - 1 : size;
}

/** The different ratings in rising order, and the place of each rating among them. */
export interface Levels extends Groups {
  values: Float64Array;
  /** How many ratings have each value. */
  counts: Uint32Array;
}

/** Codes of two bytes are half as much to read, and most columns have few values. */
export const MOST_SHORT_CODES = 65_536;

export function emptyCodes(length: number, size: number): Codes {
  return size <= MOST_SHORT_CODES ? new Uint16Array(length) : new Int32Array(length);
}

/** Ratings in halves from 0 to 100 are looked up by place, which spares a million of them a look into a Map. */
const HALVES = 201;

export function levelsOf(ratings: Float32Array): Levels {
  const counted = valueCounts(ratings, Number.POSITIVE_INFINITY) ?? [];
  const codes = emptyCodes(ratings.length, counted.length);
  const halves = new Int32Array(HALVES).fill(-1);
  const others = new Map<number, number>();
  counted.forEach(([value], code) => {
    const place = value * 2;
    if (place >= 0 && place < HALVES && Number.isInteger(place)) halves[place] = code;
    else others.set(value, code);
  });
  for (let row = 0; row < ratings.length; row++) {
    const rating = ratings[row];
    const place = rating * 2;
    codes[row] = place >= 0 && place < HALVES && place === (place | 0) ? halves[place] : others.get(rating)!;
  }
  return {
    codes,
    size: counted.length,
    values: Float64Array.from(counted, ([value]) => shortest(value)),
    counts: Uint32Array.from(counted, ([, count]) => count),
  };
}

/** 0.1 rather than 0.10000000149: the number that was in the file, of those that make this 32-bit float. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
