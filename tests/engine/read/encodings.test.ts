import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Utf8Stream } from "../../../src/engine/read/bytes/utf8";
import type { Encoding } from "../../../src/engine/read/types";
import { briefly, latin1, read, utf16 } from "./reading";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

function decode(content: Uint8Array, cuts: number[] = [], chosen?: Encoding, fresh = true) {
  const stream = new Utf8Stream(chosen);
  const places = [0, ...cuts.map((cut) => cut % (content.length + 1)).sort((a, b) => a - b), content.length];
  const pieces: Uint8Array[] = places.slice(1).map((end, i) => {
    const piece = content.subarray(places[i], end);
    return stream.push(fresh ? piece.slice() : piece, false).slice();
  });
  pieces.push(stream.push(new Uint8Array(0), true));
  const { guess, changed, markLength } = stream;
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes(...pieces)), guess, changed, markLength };
}

describe("Utf8Stream", () => {
  const text = "user,item\nÅsa,日本 😀\n";
  const seen = ({ text, guess, changed, markLength }: ReturnType<typeof decode>) => [
    text,
    guess.value,
    guess.confidence,
    changed,
    markLength,
  ];

  it("passes UTF-8 on as it is, without its byte order mark", () => {
    expect(seen(decode(utf8(text)))).toEqual([text, "utf-8", "sure", false, 0]);
    expect(seen(decode(bytes([0xef, 0xbb, 0xbf], utf8(text))))).toEqual([text, "utf-8", "sure", false, 3]);
    expect(seen(decode(utf8("user,item\n")))).toEqual(["user,item\n", "utf-8", "sure", false, 0]);
  });

  it("reads UTF-16 in both byte orders by their marks", () => {
    expect(seen(decode(bytes([0xff, 0xfe], utf16(text, true))))).toEqual([text, "utf-16le", "sure", true, 2]);
    expect(seen(decode(bytes([0xfe, 0xff], utf16(text, false))))).toEqual([text, "utf-16be", "sure", true, 2]);
  });

  it("reads UTF-16 without a mark where nearly every other byte is NUL", () => {
    const latin = "user,item,rating\nÅsa,lamp,3\n";
    expect(seen(decode(utf16(latin, true)))).toEqual([latin, "utf-16le", "likely", true, 0]);
    expect(seen(decode(utf16(latin, false)))).toEqual([latin, "utf-16be", "likely", true, 0]);
  });

  it("takes bytes that are not UTF-8 for windows-1252, however late the first comes", () => {
    const start = "user,item\n".repeat(10_000);
    const decoded = decode(bytes(utf8(start), [0x63, 0x61, 0x66, 0xe9, 0x80, 0x2c, 0x35]));
    expect(seen(decoded)).toEqual([`${start}café€,5`, "windows-1252", "likely", true, 0]);
  });

  it.each(["x,caf\xe9\n", "Sim\xf3,5", "x,caf\xe9"])("takes %j for windows-1252, at the end of a file", (text) => {
    expect(seen(decode(latin1(text)))).toEqual([text, "windows-1252", "likely", true, 0]);
  });

  it("keeps UTF-8 with a few broken characters, and is less sure of it", () => {
    const decoded = decode(bytes(utf8("é à ö "), [0xe9], utf8(" ü")));
    expect(seen(decoded)).toEqual(["é à ö \ufffd ü", "utf-8", "likely", true, 0]);
  });

  it("keeps a byte order mark inside the text as a character", () => {
    expect(decode(utf8("a\ufeffb")).text).toBe("a\ufeffb");
    expect(decode(bytes([0xff, 0xfe], utf16("\ufeffab", true))).text).toBe("\ufeffab");
  });

  it("replaces a character that is cut off at the end of the file", () => {
    expect(decode(bytes(utf8("naïve "), [0xe6, 0x97])).text).toBe("naïve \ufffd");
    expect(decode(bytes([0xff, 0xfe], utf16("ab", true), [0x63])).text).toBe("ab\ufffd");
  });

  it("reads in the encoding that was chosen, whatever the bytes are", () => {
    const decoded = decode(utf8("é"), [], "windows-1252");
    expect(decoded.text).toBe("Ã©");
    expect(decoded.guess).toEqual({ value: "windows-1252", confidence: "chosen", because: "chosen by you" });
    expect(decode(bytes([0xe9, 0x2c]), [], "utf-8").text).toBe("\ufffd,");
    expect(decode(utf16("日本", true), [], "utf-16le").text).toBe("日本");
    expect(decode(bytes([0xff, 0xfe], utf16("日本", true)), [], "utf-16le").text).toBe("日本");
  });

  it("knows the 27 characters that windows-1252 has in place of control characters", () => {
    // The table of the WHATWG Encoding Standard, bytes 0x80 to 0x9f.
    const standard = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const rest = String.fromCharCode(...all.slice(0xa0));
    expect(decode(all.slice(0x80), [], "windows-1252").text).toBe(standard + rest);
  });

  it("gives the same text however the bytes are cut", () => {
    const short = { unit: "binary", maxLength: 40 } as const;
    const contents = fc.oneof(
      fc.string(short).map(utf8),
      fc.string(short).map((s) => bytes([0xff, 0xfe], utf16(s, true))),
      fc.string({ unit: "grapheme-ascii", maxLength: 40 }).map((s) => utf16(s, false)),
      fc.uint8Array({ maxLength: 40 }),
      // Longer than the start that is looked at for marks, and than the evidence for UTF-8.
      fc.tuple(fc.nat(3000), fc.uint8Array({ maxLength: 9 })).map(([n, tail]) => bytes(utf8("é,".repeat(n)), tail)),
    );
    fc.assert(
      fc.property(contents, fc.array(fc.nat(20_000), { maxLength: 10 }), (content, cuts) => {
        expect(decode(content, cuts)).toEqual(decode(content));
      }),
      { numRuns: 1200 },
    );
  });

  it("takes short pieces wherever they lie in memory", () => {
    // The end of a typed array's buffer need not be a multiple of four.
    const text = "user,item\n".repeat(60);
    expect(decode(utf8(text), [598, 599], undefined, false).text).toBe(text);
  });

  it("agrees with the platform's decoder on any bytes that are UTF-8 by choice", () => {
    const reference = new TextDecoder("utf-8", { ignoreBOM: true });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(60), { maxLength: 4 }), (content, cuts) => {
        fc.pre(!(content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf));
        expect(decode(content, cuts, "utf-8").text).toBe(reference.decode(content));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("reading a file in some encoding", () => {
  const text = "user,item,rating\nJosé,café,3\nÅsa,tea,5\n";
  const expected = ["José café 3", "Åsa tea 5"];

  it.each([
    ["utf-8", utf8(text)],
    ["windows-1252", latin1(text)],
    ["utf-16le", utf16(text, true)],
    ["utf-16be", utf16(text, false)],
  ] as const)("gives the same ratings from %s", async (encoding, content) => {
    const { dataset, report } = await read(content);
    expect(briefly(dataset)).toEqual(expected);
    expect(report.guesses.encoding.value).toBe(encoding);
  });

  it("tells the encoding that shows only beyond the start of the file", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `u${i % 99},p${i % 100},${i % 5}\n`).join("");
    const { dataset, report } = await read(latin1(`user,item,rating\n${rows}Åsa,café,3\n`));
    expect(briefly(dataset).at(-1)).toBe("Åsa café 3");
    expect(report.guesses.encoding).toMatchObject({ value: "windows-1252", confidence: "likely" });
  });
});
