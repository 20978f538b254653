import { textWidth } from "../look";
import { pixels } from "./place";
import { UNDER_LINE, type UnderLayout } from "./UnderText";
import { inTwoLines, longest, shorten } from "./words";

export interface BoxLayout {
  /** Width of a group with its white space, and of a box's place in it. */
  band: number;
  slot: number;
  box: number;
  /** Middle of a group. */
  middle(group: number): number;
  /** Left end of a box's place, of so many in the group. */
  place(group: number, index: number, count: number): number;
  names: UnderLayout;
  counts: UnderLayout;
}

const WIDEST_BOX = 28;
/** Of a text that stands upright, in height. */
const LONGEST_UPRIGHT = 84;
/** Narrower, names stand upright rather than in scraps. */
const LEAST_FLAT = 46;
/** Narrower, upright lines would touch. */
const LEAST_UPRIGHT = 13;

const NOTHING = { isUpright: false, height: 0 };

function underNames(labels: readonly string[], band: number): UnderLayout {
  const room = band - 6;
  if (band >= LEAST_FLAT || longest(labels) <= room) {
    const lines = labels.map((label) => inTwoLines(label, room));
    return { lines, isUpright: false, height: Math.max(1, ...lines.map((l) => l.length)) * UNDER_LINE };
  }
  if (labels.every((label) => /^\d+$/.test(label))) {
    // Numbers run in order: every second or third will do.
    const every = Math.ceil((longest(labels) + 10) / band);
    return { lines: labels.map((label, i) => (i % every === 0 ? [label] : [])), isUpright: false, height: UNDER_LINE };
  }
  const every = Math.ceil(LEAST_UPRIGHT / band);
  const lines = labels.map((label, i) => (i % every === 0 ? [shorten(label, LONGEST_UPRIGHT)] : []));
  return { lines, isUpright: true, height: longest(lines.flat()) + 4 };
}

function underCounts(texts: readonly string[], slot: number, room: number): UnderLayout {
  if (longest(texts) <= slot - 4) return { lines: texts.map((t) => [t]), isUpright: false, height: UNDER_LINE };
  const height = longest(texts) + 10;
  if (slot >= LEAST_UPRIGHT && height <= room) return { lines: texts.map((t) => [t]), isUpright: true, height };
  const lines = texts.map((text) => (textWidth(text) <= slot - 4 ? [text] : []));
  return lines.some((l) => l.length > 0) ? { lines, isUpright: false, height: UNDER_LINE } : { ...NOTHING, lines };
}

interface Group {
  label: string;
  boxes: readonly { nText: string }[];
}

/**
 * Groups side by side between `from` and `to`, the boxes of each close together, white space between groups.
 *
 * @param room Most pixels that the counts under the boxes may take in height.
 */
export function boxLayout(groups: readonly Group[], from: number, to: number, room: number): BoxLayout {
  const band = (to - from) / Math.max(1, groups.length);
  const most = Math.max(1, ...groups.map(({ boxes }) => boxes.length));
  const slot = Math.min((band * (most === 1 ? 1 : 0.84)) / most, most === 1 ? band : 56);
  const middle = (group: number) => from + (group + 0.5) * band;
  return {
    band,
    slot,
    box: pixels(Math.min(WIDEST_BOX, slot * 0.72)),
    middle,
    place: (group, index, count) => pixels(middle(group) + (index - count / 2) * slot),
    names: underNames(
      groups.map(({ label }) => label),
      band,
    ),
    counts: underCounts(
      groups.flatMap(({ boxes }) => boxes.map(({ nText }) => nText)),
      slot,
      room,
    ),
  };
}
