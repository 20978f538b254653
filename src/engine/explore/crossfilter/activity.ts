import type { Range } from "../types";
import type { Owners } from "./columns";
import type { RowSelection } from "./tally";

/** Tells who was met already in this pass, without clearing a million marks for each. */
export class Marks {
  private readonly stamps: Uint32Array;
  private pass = 0;

  constructor(private readonly owners: Owners) {
    this.stamps = new Uint32Array(owners.counts.length);
  }

  /**
   * Users, or products, of the rows by the bin of their ratings in the file; `within` counts those whose number of
   * ratings is in the range.
   */
  count(rows: RowSelection, bins: number, range: Range | undefined): { bins: Uint32Array; within: number } {
    const { codes, counts, binOf } = this.owners;
    const { stamps } = this;
    const pass = ++this.pass;
    const counted = new Uint32Array(bins);
    const [low, high] = range ?? [0, Number.POSITIVE_INFINITY];
    let within = 0;
    const length = rows?.length ?? codes.length;
    for (let i = 0; i < length; i++) {
      const owner = codes[rows ? rows[i] : i];
      if (stamps[owner] === pass) continue;
      stamps[owner] = pass;
      counted[binOf[owner]]++;
      const count = counts[owner];
      if (count >= low && count <= high) within++;
    }
    return { bins: counted, within };
  }
}
