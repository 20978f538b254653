import { textWidth } from "../look";
import { ROW_HEIGHT } from "./frame";
import { longest } from "./words";

/** Where the parts of a row stand; the row's top is 0. */
export interface RowLayout {
  /** Name and figure on a line of their own above the mark, where there is little width. */
  compact: boolean;
  /** Of the text, in both lines. */
  baseline: number;
  /** Of the mark. */
  from: number;
  to: number;
  top: number;
  thickness: number;
  /** For the name of a row with this figure. */
  nameRoom(text: string): number;
}

interface Sizes {
  thickness: number;
  compactThickness: number;
  /** Of the mark; with less, the row is compact. */
  leastMark?: number;
}

const NAME_GAP = 14;
export const TEXT_GAP = 10;
const LONGEST_NAME = 200;

/** A row as wide as `width` with a name at its left and a figure at its right. */
export function rowLayout(width: number, names: readonly string[], texts: readonly string[], sizes: Sizes): RowLayout {
  const { thickness, compactThickness, leastMark = 72 } = sizes;
  const name = Math.min(longest(names), LONGEST_NAME, width * 0.4);
  const from = name + NAME_GAP;
  const to = width - longest(texts) - TEXT_GAP;
  if (to - from >= leastMark) {
    const top = (ROW_HEIGHT - thickness) / 2;
    return { compact: false, baseline: ROW_HEIGHT / 2 + 4, from, to, top, thickness, nameRoom: () => name };
  }
  return {
    compact: true,
    baseline: 13,
    from: 0.5,
    to: width - 0.5,
    top: 18,
    thickness: compactThickness,
    nameRoom: (text) => width - textWidth(text) - TEXT_GAP,
  };
}
