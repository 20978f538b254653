import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BATCH, IdCodes } from "../../../src/engine/read/columns/codes";
import { PairRows } from "../../../src/engine/read/columns/pairs";
import { codeOf, packTexts, size, textOf } from "../../../src/engine/read/vocabulary";

describe("Vocabulary", () => {
  it("packs ids as UTF-8 and gives them back", () => {
    const vocabulary = packTexts(["a", "", "é😀"]);
    expect([...vocabulary.offsets]).toEqual([0, 1, 1, 7]);
    expect([...vocabulary.bytes]).toEqual([0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80]);
    expect(size(vocabulary)).toBe(3);
    expect([0, 1, 2].map((code) => textOf(vocabulary, code))).toEqual(["a", "", "é😀"]);
    expect(["é😀", "a", "", "aa", "b"].map((id) => codeOf(vocabulary, id))).toEqual([2, 0, 1, -1, -1]);
  });
});

describe("IdCodes", () => {
  it("codes ids in order of first appearance, as a Map would", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 20 }), { maxLength: 200 }), (ids) => {
        const reference = new Map<string, number>();
        const codes = new IdCodes();
        for (const id of ids) {
          if (!reference.has(id)) reference.set(id, reference.size);
          expect(codes.codeOfText(id)).toBe(reference.get(id));
        }
        const vocabulary = codes.pack();
        expect([...reference.keys()]).toEqual(
          Array.from({ length: size(vocabulary) }, (_, i) => textOf(vocabulary, i)),
        );
      }),
    );
  });

  it("keeps a hundred thousand ids apart while it grows", () => {
    const codes = new IdCodes();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 100_000; i++)
        if (codes.codeOfText(`user ${i}`) !== i) throw new Error(`user ${i} has another code.`);
    }
    expect(codes.size).toBe(100_000);
  });
});

describe("IdCodes in batches", () => {
  it("give the codes that ids have one by one, while the table grows and where ids repeat within a batch", () => {
    const ids = Array.from({ length: 20 * BATCH }, (_, i) => `é${(i * i) % 3001}`);
    const [single, batched] = [new IdCodes(), new IdCodes()];
    const expected = ids.map((id) => single.codeOfText(id));
    const given: number[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const { bytes, offsets } = packTexts(ids.slice(from, from + BATCH));
      const lengths = Uint32Array.from({ length: BATCH }, (_, i) => offsets[i + 1] - offsets[i]);
      given.push(...batched.codesOfBatch(bytes, offsets, lengths, BATCH));
    }
    expect(given).toEqual(expected);
    expect(batched.pack()).toEqual(single.pack());
  });

  it("give the ids of a vocabulary codes in another table", () => {
    const codes = new IdCodes();
    codes.codeOfText("b");
    const ids = ["a", "b", "", ...Array.from({ length: 1000 }, (_, i) => `id ${i}`)];
    const expected = [1, 0, 2, ...Array.from({ length: 1000 }, (_, i) => i + 3)];
    expect([...codes.codesOf(packTexts(ids))]).toEqual(expected);
    expect(codes.known(new TextEncoder().encode("id 999"), 0, 6)).toBe(1002);
    expect(codes.known(new TextEncoder().encode("id 1000"), 0, 7)).toBe(-1);
  });
});

describe("PairRows", () => {
  it("finds the row of a pair, as a Map would", () => {
    const pair = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 3000 }), (pairs) => {
        const users = new Int32Array(pairs.length);
        const products = new Int32Array(pairs.length);
        const rows = new PairRows();
        const reference = new Map<string, number>();
        let row = 0;
        for (const [user, product] of pairs) {
          [users[row], products[row]] = [user, product];
          const known = reference.get(`${user} ${product}`);
          expect(rows.findOrEnter(users, products, row)).toBe(known ?? -1);
          if (known === undefined) reference.set(`${user} ${product}`, row++);
        }
      }),
      { numRuns: 30 },
    );
  });
});
