import { describe, expect, it } from "vitest";
import { Random } from "../../../src/domain/random";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { codesContaining } from "../../../src/engine/recommend/search";

const LETTERS = [..."aAbBz1@_é ü[{Z\u007f"];

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

describe("codesContaining", () => {
  it("finds what a plain comparison of texts finds, in ids of any length and letters", () => {
    const random = new Random(11);
    const word = (most: number) =>
      Array.from({ length: random.integer(most) }, () => LETTERS[random.integer(LETTERS.length)]).join("");
    let found = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const ids = [...new Set(Array.from({ length: random.integer(40) }, () => word(9)))];
      const query = word(7);
      const expected = ids.flatMap((id, code) => (lower(id).includes(lower(query)) ? [code] : []));
      expect([...codesContaining(packTexts(ids), query)]).toEqual(expected);
      found += expected.length;
    }
    expect(found).toBeGreaterThan(1000);
  });
});
