import { TextList } from "../textList";
import type { Vocabulary } from "../types";
import { grown } from "./growing";

/** The first title that each product is given. */
export class TitleColumn {
  private readonly texts = new TextList();
  /** 1-based number of each product's text, 0 without one. */
  private of = new Int32Array(256);

  /** Take bytes[start .. end) as the product's title, if it has none yet. */
  add(product: number, bytes: Uint8Array, start: number, end: number): void {
    if (product >= this.of.length) this.of = grown(this.of, product + 1);
    if (this.of[product] !== 0 || start === end) return;
    this.texts.appendBytes(bytes, start, end);
    this.of[product] = this.texts.length;
  }

  /** One text for each of so many products. */
  pack(products: number): Vocabulary {
    const { bytes, offsets } = this.texts.pack();
    const all = new TextList();
    for (let product = 0; product < products; product++) {
      const text = product < this.of.length ? this.of[product] : 0;
      if (text === 0) all.appendBytes(bytes, 0, 0);
      else all.appendBytes(bytes, offsets[text - 1], offsets[text]);
    }
    return all.pack();
  }
}
