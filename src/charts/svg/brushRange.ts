/** The first and the last bin of a choice, by index. */
export type BinRange = readonly [first: number, last: number];

/** Where bins stand: equally wide places from `left` on, in pixels. */
export interface BinScale {
  left: number;
  step: number;
  count: number;
}

/** What a press took hold of: an edge of the range, the range itself, or the bare plot. */
export type Grip = "new" | "body" | "first" | "last";

export type Phase = "moving" | "done";

/** How far a pointer may stray, in pixels, for a press to be a click. */
const CLICK_REACH = 3;

export function sameRange(one: BinRange | null, other: BinRange | null): boolean {
  return one === other || (one !== null && other !== null && one[0] === other[0] && one[1] === other[1]);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A range within the bins that there are; null stays null. */
export function withinBins(range: BinRange | null, count: number): BinRange | null {
  if (!range || count === 0) return null;
  return [clamp(range[0], 0, count - 1), clamp(range[1], 0, count - 1)];
}

/** The bin at a place; beyond the plot the nearest. */
export function binAt(x: number, { left, step, count }: BinScale): number {
  return clamp(Math.floor((x - left) / step), 0, count - 1);
}

/** The boundary between bins that is nearest to a place: 0 is the first bin's start, `count` the last bin's end. */
function boundaryAt(x: number, { left, step, count }: BinScale): number {
  return clamp(Math.round((x - left) / step), 0, count);
}

/** Both edges of a range in pixels. */
export function edgesOf([first, last]: BinRange, { left, step }: BinScale): [left: number, right: number] {
  return [left + first * step, left + (last + 1) * step];
}

/**
 * What a press at `x` takes hold of. Edges are felt `reach` pixels around them, inside the range on at most a third of
 * it, so that a narrow one can be moved too.
 */
export function gripAt(x: number, range: BinRange | null, scale: BinScale, reach: number): Grip {
  if (!range) return "new";
  const [start, end] = edgesOf(range, scale);
  const inward = Math.min(reach, (end - start) / 3);
  if (x >= start - reach && x <= start + inward) return "first";
  if (x >= end - inward && x <= end + reach) return "last";
  return x > start && x < end ? "body" : "new";
}

/** The range after a drag from `from` to `to`, in pixels; an edge that passes the other carries on beyond it. */
export function draggedRange(grip: Grip, from: number, to: number, before: BinRange | null, scale: BinScale): BinRange {
  if (grip === "new" || !before) {
    const [a, b] = [binAt(from, scale), binAt(to, scale)];
    return [Math.min(a, b), Math.max(a, b)];
  }
  const [first, last] = before;
  if (grip === "body") {
    const shift = clamp(Math.round((to - from) / scale.step), -first, scale.count - 1 - last);
    return [first + shift, last + shift];
  }
  const moved = boundaryAt(to, scale);
  const fixed = grip === "first" ? last + 1 : first;
  // At least one bin stays chosen: the one beside the edge that stands still.
  if (moved === fixed) return grip === "first" ? [last, last] : [first, first];
  return [Math.min(moved, fixed), Math.max(moved, fixed) - 1];
}

/** The range after a click on a bin: that bin alone; none from the only chosen bin or from outside the range. */
export function clickedRange(bin: number, before: BinRange | null): BinRange | null {
  if (!before) return [bin, bin];
  const isInside = bin >= before[0] && bin <= before[1];
  return isInside && before[0] < before[1] ? [bin, bin] : null;
}

/** Where a key moves the given end of a range; null clears, undefined is no such key. */
export function keyedRange(
  key: string,
  end: 0 | 1,
  range: BinRange | null,
  count: number,
): BinRange | null | undefined {
  if (key === "Delete" || key === "Backspace" || key === "Escape") return null;
  const [first, last] = range ?? [0, count - 1];
  const [now, low, high] = end === 0 ? [first, 0, last] : [last, first, count - 1];
  const page = Math.max(1, Math.round(count / 10));
  const steps: Record<string, number> = {
    ArrowRight: now + 1,
    ArrowUp: now + 1,
    ArrowLeft: now - 1,
    ArrowDown: now - 1,
    PageUp: now + page,
    PageDown: now - page,
    Home: low,
    End: high,
  };
  const wanted = steps[key];
  if (wanted === undefined) return undefined;
  const next = clamp(wanted, low, high);
  return end === 0 ? [next, last] : [first, next];
}

interface Press {
  grip: Grip;
  /** Where the pointer went down, in pixels. */
  x: number;
  before: BinRange | null;
  scale: BinScale;
  send(range: BinRange | null, phase: Phase): void;
}

/** One press on the plot until it ends. It tells of its moves at most once a frame, and of its end if anything changed. */
export class BrushDrag {
  /** Ranges told while moving, in their order. */
  readonly sent: (BinRange | null)[] = [];
  private hasMoved = false;
  private frame = 0;
  private latest: BinRange | null;

  constructor(private readonly press: Press) {
    this.latest = press.before;
  }

  get grip(): Grip {
    return this.press.grip;
  }

  /** The range with the pointer at `x`. */
  moveTo(x: number): BinRange | null {
    const { grip, before, scale } = this.press;
    if (!this.hasMoved && Math.abs(x - this.press.x) < CLICK_REACH) return before;
    this.hasMoved = true;
    this.latest = draggedRange(grip, this.press.x, x, before, scale);
    this.frame ||= requestAnimationFrame(() => this.tell());
    return this.latest;
  }

  /** The pointer was let go. */
  end(): BinRange | null {
    const { x, before, scale } = this.press;
    return this.settle(this.hasMoved ? this.latest : clickedRange(binAt(x, scale), before));
  }

  /** Back to the range before. */
  cancel(): BinRange | null {
    return this.settle(this.press.before);
  }

  /** Without a word, as its chart is gone. */
  drop(): void {
    cancelAnimationFrame(this.frame);
  }

  private tell(): void {
    this.frame = 0;
    if (sameRange(this.latest, this.sent.length > 0 ? this.sent.at(-1)! : this.press.before)) return;
    this.sent.push(this.latest);
    this.press.send(this.latest, "moving");
  }

  private settle(range: BinRange | null): BinRange | null {
    this.drop();
    if (this.sent.length > 0 || !sameRange(range, this.press.before)) this.press.send(range, "done");
    return range;
  }
}
