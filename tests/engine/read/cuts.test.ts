import { describe, expect, it } from "vitest";
import { readRatings } from "../../../src/engine/read/reading/read";
import { file, ratingsOf, utf16 } from "./reading";

const read = async (content: Uint8Array, cuts: number[]) => {
  const { dataset, report } = await readRatings(file(content, cuts));
  return { dataset, report: { ...report, readMs: 0 } };
};

/** Characters of one to four bytes in every column, quoted and not. */
const SHORT = [
  "user,item,rating,brand",
  "é,日本,1,😀",
  '"ñ""\r\n😀","日,本",2,"é 日\n"',
  "\u00a0ß\u00a0,語,3,\ud83d\udc69\u200d\ud83d\udc67",
  "é,,4,ü",
  '日"本,é,5,"😀',
].join("\r\n");
const EXPECTED = [
  { user: "é", product: "日本", rating: 1, brand: "😀" },
  { user: 'ñ"\r\n😀', product: "日,本", rating: 2, brand: "é 日" },
  { user: "ß", product: "語", rating: 3, brand: "👩‍👧" },
];

/** With `before` bytes of it as they come, so that what follows is cut where pieces are passed on at once. */
const behind = (before: string) => new TextEncoder().encode(SHORT.replace("é,日本", `${before}é,日本`));
const places = (length: number) => Array.from({ length: length + 1 }, (_, at) => at);

describe("a file of characters of several bytes", () => {
  it("is the same Dataset cut at any one place, or everywhere", async () => {
    const content = new TextEncoder().encode(SHORT);
    const whole = await read(content, []);
    expect(
      ratingsOf(whole.dataset).map(({ user, product, rating, brand }) => ({ user, product, rating, brand })),
    ).toEqual(EXPECTED);
    expect(whole.report.rejectedBy).toEqual({ "no product": 1, "unclosed quote": 1 });
    for (const at of places(content.length)) expect(await read(content, [at])).toEqual(whole);
    expect(await read(content, places(content.length))).toEqual(whole);
  });

  it("is the same Dataset cut at any place far behind its first such character", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `é${i},p${i % 7},${i % 5},${"b".repeat(120)}\r\n`).join("");
    const content = behind(rows);
    const from = new TextEncoder().encode(rows).length;
    // The encoding is judged by 4 kB.
    expect(from).toBeGreaterThan(4_500);
    const whole = await read(content, []);
    expect(ratingsOf(whole.dataset).slice(-3)).toEqual(EXPECTED);
    for (let at = from; at <= content.length; at++) {
      // A piece of one byte on either side.
      expect(await read(content, [at - 1, at, at + 1])).toEqual(whole);
    }
    expect(await read(content, places(content.length))).toEqual(whole);
  });

  it.each([true, false])(
    "is the same Dataset from UTF-16 cut at any one place, little end first: %s",
    async (little) => {
      const content = utf16(`\ufeff${SHORT}`, little);
      const whole = await read(content, []);
      expect(ratingsOf(whole.dataset)).toEqual(EXPECTED);
      for (const at of places(content.length)) expect(await read(content, [at])).toEqual(whole);
      expect(await read(content, places(content.length))).toEqual(whole);
    },
  );

  it("is read to its end when that cuts a character", async () => {
    const content = new TextEncoder().encode("user,item,rating\né,x,1\nü,y,2\nö,日");
    const { dataset, report } = await read(content.subarray(0, content.length - 1), []);
    expect(ratingsOf(dataset).map(({ user }) => user)).toEqual(["é", "ü"]);
    expect(report.examples).toMatchObject([{ line: 4, reason: "too few fields", text: "ö,\ufffd" }]);
    expect(report.guesses.encoding).toMatchObject({ value: "utf-8", confidence: "likely" });
  });
});
