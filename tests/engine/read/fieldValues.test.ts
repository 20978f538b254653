import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fields } from "../../../src/engine/read/records/fields";
import { isUnknown, plainNumber, trimField } from "../../../src/engine/read/values/fieldValues";
import { isMissing } from "../../../src/engine/read/values/words";

/** A record of one field between others, so that what lies around it would show. */
function fieldsOf(text: string): Fields {
  const [before, field] = ["7 ", text].map((part) => new TextEncoder().encode(part)) as [Uint8Array, Uint8Array];
  const fields = new Fields();
  fields.bytes = Uint8Array.from([...before, ...field, ...before]);
  fields.add(before.length, before.length + field.length);
  return fields;
}

/** Control characters, which are cut off a field's ends as white space is, and two rare spaces, which are not. */
function isOdd(character = "a"): boolean {
  return character < " " || character === "\u1680" || character === "\u205f";
}

describe("a field in its bytes is read as its text would be", () => {
  const SPACES = " \t\n\r\v\f\u00a0\u2000\u2003\u200a\u2028\u2029\u202f\u3000\ufeff";
  const spaces = fc.string({ unit: fc.constantFrom(...SPACES), maxLength: 3 });
  const words = fc.constantFrom(
    ..."NA n/a N.A. NaN null None nil undefined #N/A <NA> \\N Nat Anna N - 0 é 日本 😀 \u0085 \u200b |N :NA nan0".split(
      " ",
    ),
    "",
  );
  const texts = fc.oneof(
    words,
    fc.string({ unit: "grapheme", maxLength: 10 }),
    fc.string({ unit: "binary", maxLength: 4 }),
  );

  it("without the white space around it", () => {
    fc.assert(
      fc.property(spaces, texts, spaces, (before, text, after) => {
        fc.pre(!isOdd(text.at(0)) && !isOdd(text.at(-1)));
        const fields = fieldsOf(`${before}${text}${after}`);
        trimField(fields, 0);
        expect(fields.textOf(0)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)).trim());
      }),
      { numRuns: 2000 },
    );
  });

  it("as unknown where it is a word for nothing", () => {
    fc.assert(
      fc.property(spaces, texts, spaces, (before, text, after) => {
        fc.pre(!isOdd(text.at(0)) && !isOdd(text.at(-1)));
        expect(isUnknown(fieldsOf(`${before}${text}${after}`), 0)).toBe(isMissing(text.trim()));
      }),
      { numRuns: 2000 },
    );
    expect(isUnknown(fieldsOf("a"), -1)).toBe(true);
    expect(isUnknown(fieldsOf("a"), 1)).toBe(true);
  });

  it("as the number that it is to the last bit, or not at all", () => {
    const decimals = fc
      .tuple(fc.integer({ min: 0, max: 10 ** 15 - 1 }), fc.integer({ min: 0, max: 15 }))
      .map(([digits, point]) => {
        const text = String(digits).padStart(point + 1, "0");
        return point === 0 ? text : `${text.slice(0, -point)}.${text.slice(-point)}`;
      });
    const others = fc.string({ unit: fc.constantFrom(..."0123456789.-+e, "), maxLength: 18 });
    fc.assert(
      fc.property(fc.oneof(decimals, others), (text) => {
        const number = plainNumber(fieldsOf(text), 0);
        if (/^\d{1,15}$|^(?=.{3,15}$)\d+\.\d+$/.test(text)) expect(number).toBe(Number(text));
        else if (!Number.isNaN(number)) expect(number).toBe(Number(text));
      }),
      { numRuns: 3000 },
    );
    expect(
      ["", ".", ".5", "1.2.3", "-1", "1e3", "1234567890123456"].map((text) => plainNumber(fieldsOf(text), 0)),
    ).toEqual(Array.from({ length: 7 }, () => Number.NaN));
  });
});
