import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextStream } from "../../../src/engine/dataset/decode";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};
const bytes = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function decode(content: Uint8Array, cuts: number[] = []) {
  const stream = new TextStream("file");
  const places = [0, ...cuts.map((cut) => cut % (content.length + 1)).sort((a, b) => a - b), content.length];
  let text = "";
  for (let i = 1; i < places.length; i++) text += stream.push(content.subarray(places[i - 1], places[i]));
  text += stream.end();
  return { text, encoding: stream.encoding };
}

describe("TextStream", () => {
  const text = "user,item\nÅsa,日本 😀\n";

  it("reads UTF-8 with and without a byte order mark", () => {
    expect(decode(utf8(text))).toEqual({ text, encoding: "utf-8" });
    expect(decode(bytes([0xef, 0xbb, 0xbf], utf8(text)))).toEqual({ text, encoding: "utf-8" });
  });

  it("reads UTF-16 in both byte orders by their marks", () => {
    expect(decode(bytes([0xff, 0xfe], utf16(text, true)))).toEqual({ text, encoding: "utf-16le" });
    expect(decode(bytes([0xfe, 0xff], utf16(text, false)))).toEqual({ text, encoding: "utf-16be" });
  });

  it("takes bytes that are not UTF-8 for windows-1252, however late the first comes", () => {
    const start = "user,item\n".repeat(10_000);
    expect(decode(bytes(utf8(start), [0x63, 0x61, 0x66, 0xe9, 0x80]))).toEqual({
      text: `${start}café€`,
      encoding: "windows-1252",
    });
  });

  it("keeps a byte order mark inside the text as a character", () => {
    expect(decode(utf8("a\ufeffb")).text).toBe("a\ufeffb");
  });

  it("replaces a character that is cut off at the end of the file", () => {
    expect(decode(bytes(utf8("naïve "), [0xe6, 0x97])).text).toBe("naïve \ufffd");
    expect(decode(bytes(utf8("only "), [0xc3])).text).toBe("only Ã");
  });

  it("gives the same text however the bytes are cut", () => {
    const contents = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }).map(utf8),
      fc.string({ unit: "binary", maxLength: 40 }).map((s) => bytes([0xff, 0xfe], utf16(s, true))),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(contents, fc.array(fc.nat(80), { maxLength: 10 }), (content, cuts) => {
        expect(decode(content, cuts)).toEqual(decode(content));
      }),
      { numRuns: 2000 },
    );
  });
});
