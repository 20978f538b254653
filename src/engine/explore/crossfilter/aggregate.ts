import type { Dimension, Filter } from "../types";
import { followed, type Mask } from "./mask";
import type { RowSelection } from "./tally";

/**
 * What one chart is drawn from, with the memory of what it was last: a brush over time counts for all charts anew but
 * for the one over time, which ignores that part of the filter.
 */
export class Aggregate<Part> {
  private whole: Part | undefined;
  private last: { text: string; part: Part } | undefined;

  /** @param ignored Parts of the filter that change nothing here. */
  constructor(
    private readonly ignored: readonly Dimension[],
    private readonly count: (mask: Mask, filter: Filter) => Part,
  ) {}

  /** The part for this filter, which the mask applies: counted, or as it was. That without a filter is kept for good. */
  of(filter: Filter, mask: Mask): Part {
    const text = followed(filter, this.ignored);
    if (text === "" && this.whole !== undefined) return this.whole;
    if (text === this.last?.text) return this.last.part;
    const part = this.count(mask, filter);
    if (text === "") this.whole = part;
    this.last = { text, part };
    return part;
  }

  /** The same filter means other ratings now. */
  forget(): void {
    this.whole = undefined;
    this.last = undefined;
  }
}

/** Counts the rows that pass all but the ignored parts of the filter. */
export function overRows<Part>(ignored: readonly Dimension[], count: (rows: RowSelection) => Part): Aggregate<Part> {
  return new Aggregate(ignored, (mask) => count(mask.rows(ignored)));
}
