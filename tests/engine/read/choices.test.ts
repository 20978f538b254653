import { describe, expect, it } from "vitest";
import { previewRatings, readRatings } from "../../../src/engine/read/reading/read";
import type { Guesses, ReadOptions } from "../../../src/engine/read/types";
import { briefly, file, ratingsOf, read, refusalOf } from "./reading";

const TEXT = "user,item,rating,stars2\na,x,1,9\nb,y,2,8\na,x,3,7\nc,y,0,6\n";

describe("choosing roles", () => {
  it("lets a chosen column replace the guessed one", async () => {
    const { dataset, report } = await read(TEXT, { roles: { 3: "rating" } });
    expect(briefly(dataset)).toEqual(["a x 7", "b y 8", "c y 6"]);
    expect(report.columns.map(({ role }) => role)).toEqual(["user", "product", "ignore", "rating"]);
    expect(report.columns[3]).toMatchObject({ guessedFrom: "user", confidence: "chosen" });
    expect(report.columns[0]).toMatchObject({ guessedFrom: "header", confidence: "sure" });
  });

  it("makes choices of ratings where the rating is ignored, and ratings of choices where one is chosen", async () => {
    const ignored = await read(TEXT, { roles: { 2: "ignore" } });
    expect(ignored.dataset.feedback).toBe("implicit");
    expect(briefly(ignored.dataset)).toEqual(["a x 2", "b y 1", "c y 1"]);
    const chosen = await read("user,item,plays\na,x,3\nb,y,1\n", { roles: { 2: "rating" } });
    expect(chosen.dataset.feedback).toBe("explicit");
    expect(briefly(chosen.dataset)).toEqual(["a x 3", "b y 1"]);
  });

  it("refuses one role for two columns", async () => {
    expect(await refusalOf(read(TEXT, { roles: { 2: "rating", 3: "rating" } }))).toBe(
      "The columns rating and stars2 are both set to rating. Choose one column for it.",
    );
  });

  it("refuses to be without users", async () => {
    expect(await refusalOf(read(TEXT, { roles: { 0: "ignore" } }))).toMatch(/^ratings\.csv has no user column/);
  });

  it("passes over a column that the file does not have", async () => {
    expect(briefly((await read(TEXT, { roles: { 9: "rating" } })).dataset)).toEqual(["a x 3", "b y 2", "c y 0"]);
  });
});

describe("a choice counts in place of the guess", () => {
  const chosen = <Value>(value: Value) => ({ value, confidence: "chosen", because: "chosen by you" });
  const guessesOf = async (text: string | Uint8Array, options: ReadOptions): Promise<Guesses> =>
    (await read(text, options)).report.guesses;

  it("of the delimiter", async () => {
    const text = "u1,x;p1,5\nu1,x;p2,3\nu2,y;p1,5\n";
    expect((await read(text, { zeroMeans: "rating" })).report.guesses.delimiter.value).toBe(",");
    const { dataset, report } = await read(text, { delimiter: ";" });
    expect(briefly(dataset)).toEqual(["u1,x p1,5 1", "u1,x p2,3 1", "u2,y p1,5 1"]);
    expect(report.guesses.delimiter).toEqual(chosen(";"));
  });

  it("of the encoding", async () => {
    const text = "user,item,rating\né,x,1\nb,y,2\n";
    const { dataset, report } = await read(text, { encoding: "windows-1252" });
    expect(briefly(dataset)).toEqual(["Ã© x 1", "b y 2"]);
    expect(report.guesses.encoding).toEqual(chosen("windows-1252"));
  });

  it("of the header, which is then a record or none", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `u${i % 4},p${i},${i % 5}\n`).join("");
    const without = await read(`user,item,rating\n${rows}`, { hasHeader: false });
    expect(without.report).toMatchObject({ read: 21, headerLines: 0, rejectedBy: { "rating is not a number": 1 } });
    expect(without.report.examples[0]).toMatchObject({ line: 1, column: 3 });
    expect(without.report.guesses.hasHeader).toEqual(chosen(false));
    const within = await read("ann,lamp,3\nben,desk,5\ncid,lamp,4\n", { hasHeader: true });
    expect(briefly(within.dataset)).toEqual(["ben desk 5", "cid lamp 4"]);
    expect(within.report.columns.map(({ name }) => name)).toEqual(["ann", "lamp", "3"]);
    expect(within.report.guesses.hasHeader).toEqual(chosen(true));
  });

  it("of the order of dates, though no date can be read so", async () => {
    const { dataset, report } = await read("user,item,rating,date\na,x,1,25/12/2015\nb,y,2,03/04/2015\nc,x,3,\n", {
      dateOrder: "month-first",
    });
    expect(ratingsOf(dataset).map(({ user, time }) => [user, time])).toEqual([
      ["b", Date.UTC(2015, 2, 4) / 1000],
      ["c", null],
    ]);
    expect(report.rejectedBy).toEqual({ "time is not a date": 1 });
    expect(report.guesses.dateOrder).toEqual(chosen("month-first"));
  });

  it("of what 0 means, and of what becomes of duplicates", async () => {
    expect((await guessesOf(TEXT, { zeroMeans: "missing" })).zeroMeans).toEqual(chosen("missing"));
    expect((await guessesOf(TEXT, { duplicates: "mean" })).duplicates).toEqual(chosen("mean"));
  });
});

describe("choices that are remembered", () => {
  const SIGNATURE = "user\titem\trating\tstars2";
  const remembering = (remembered: Record<string, ReadOptions>, options: ReadOptions = {}, text = TEXT) =>
    readRatings(file(text), options, { remembered });

  it("count for files with the same columns", async () => {
    const first = await read(TEXT, { roles: { 3: "rating" } });
    expect(first.report).toMatchObject({ signature: SIGNATURE, remembered: false });
    const other = "User,ITEM,Rating,stars_2\nk,x,1,5\nl,y,1,4\n";
    const { dataset, report } = await remembering({ [first.report.signature]: first.report.options }, {}, other);
    expect(briefly(dataset)).toEqual(["k x 5", "l y 4"]);
    expect(report).toMatchObject({ signature: SIGNATURE, remembered: true, options: { roles: { 3: "rating" } } });
    expect(report.columns[3].confidence).toBe("chosen");
  });

  it("do not count for files with other columns", async () => {
    const { report } = await remembering({ "user\titem\trating": { zeroMeans: "missing" } });
    expect(report).toMatchObject({ remembered: false, accepted: 3 });
  });

  it("do not count where a choice is made now", async () => {
    const memory = { [SIGNATURE]: { roles: { 3: "rating" as const } } };
    const { dataset, report } = await remembering(memory, { duplicates: "first" });
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2", "c y 0"]);
    expect(report).toMatchObject({ remembered: false, options: { duplicates: "first" } });
  });

  it("are known by the columns as they are, not as they were chosen to be", async () => {
    const choices: ReadOptions = { delimiter: ";", hasHeader: false, encoding: "windows-1252" };
    const text = "u1,x;p1,5\nu1,x;p2,3\nu2,y;p1,5\n";
    const { signature } = (await read(text)).report;
    expect((await read(text, choices)).report.signature).toBe(signature);
    const { report } = await remembering({ [signature]: choices }, {}, text);
    expect(report.remembered).toBe(true);
    expect(report.guesses.delimiter.value).toBe(";");
  });

  it("count for files without a header by the number of columns and the delimiter", async () => {
    const { signature } = (await read("a;x;3;5\nb;y;4;2\n")).report;
    const memory = { [signature]: { roles: { 3: "rating" as const } } };
    expect(briefly((await remembering(memory, {}, "k;x;1;5\nl;y;1;4\n")).dataset)).toEqual(["k x 5", "l y 4"]);
    expect((await remembering(memory, {}, "k,x,1,5\nl,y,2,4\n")).report.remembered).toBe(false);
  });

  it("are shown in the preview", async () => {
    const preview = await previewRatings(file(TEXT), {}, { [SIGNATURE]: { zeroMeans: "missing" } });
    expect(preview.guesses.zeroMeans).toMatchObject({ value: "missing", confidence: "chosen" });
  });
});
