import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRatings } from "../../../src/engine/read/reading/read";
import type { ReadOptions } from "../../../src/engine/read/types";
import { briefly, fixture, ratingsOf, read } from "./reading";

interface Expected {
  feedback: string;
  /** User, product, rating and time of some ratings. */
  ratings: [string, string, number, number | null][];
  accepted: number;
  rejected: number;
  merged: number;
  delimiter: string;
  encoding: string;
  hasHeader: boolean;
}

const EXPECTED: Record<string, Expected> = JSON.parse(readFileSync("tests/fixtures/formats/expected.json", "utf8"));

const readFixture = async (name: string, options: ReadOptions = {}) => readRatings(await fixture(name), options);
const roles = ({ columns }: { columns: { name: string; role: string }[] }) =>
  columns.map(({ name, role }) => `${name}: ${role}`);

/** Seconds of a UTC date. */
const on = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 1000;

describe("reading a file as others publish it", () => {
  it.each(Object.entries(EXPECTED))("reads %s", async (name, { ratings, ...expected }) => {
    const { dataset, report } = await readFixture(name);
    const { feedback } = dataset;
    const { accepted, rejected, merged, guesses } = report;
    const { delimiter, encoding, hasHeader } = guesses;
    expect({
      feedback,
      accepted,
      rejected,
      merged,
      delimiter: delimiter.value,
      encoding: encoding.value,
      hasHeader: hasHeader.value,
    }).toEqual(expected);
    expect(report.read).toBe(accepted + rejected + merged);
    const rows = ratingsOf(dataset).map((row) => [row.user, row.product, row.rating, row.time ?? null]);
    for (const [user, product, rating, time] of ratings) {
      expect(rows).toContainEqual([user, product, Math.fround(rating), time]);
    }
  });

  it("knows every column of the marketBias electronics file", async () => {
    const { dataset, report } = await readFixture("electronics.csv");
    expect(roles(report)).toEqual([
      "item_id: product",
      "user_id: user",
      "rating: rating",
      "timestamp: time",
      "model_attr: productGender",
      "category: category",
      "brand: brand",
      "year: ignore",
      "user_attr: userGender",
      "split: split",
    ]);
    expect(
      report.columns.every(({ guessedFrom, confidence }) => guessedFrom === "header" && confidence === "sure"),
    ).toBe(true);
    expect(ratingsOf(dataset).slice(0, 2)).toEqual([
      {
        user: "0",
        product: "0",
        rating: 4,
        time: on(2001, 3, 9),
        productGender: "Female",
        category: "Portable Audio & Video",
        brand: "",
        userGender: "",
        split: 0,
      },
      {
        user: "1",
        product: "1",
        rating: 5,
        time: on(2002, 11, 30),
        productGender: "Female&Male",
        category: "Headphones",
        brand: "Tonwerk",
        userGender: "Male",
        split: 0,
      },
    ]);
  });

  it.each([
    ["amazon-2014-reviews.csv", "reviewTime: ignore, unixReviewTime: time"],
    ["amazon-2023.csv", "asin: ignore, parent_asin: product"],
    ["ml-100k-u.data", "column 1: user, column 2: product, column 3: rating, column 4: time"],
    ["purchases.csv", "order_id: ignore, customer_id: user, product_id: product, order_date: time, quantity: count"],
    ["modcloth.csv", "size: productGroup, fit: ignore, user_attr: userGender, model_attr: productGender"],
    ["clicks.csv", "timestamp: time, visitorid: user, event: ignore, itemid: product"],
    ["decimal-comma.csv", "Nutzer: user, Artikel: product, Bewertung: rating, Datum: time"],
    ["windows-1252.csv", "rating: rating, price: ignore"],
  ])("knows the columns of %s", async (name, expected) => {
    const { report } = await readFixture(name);
    expect(roles(report)).toEqual(expect.arrayContaining(expected.split(", ")));
  });

  it("reads every spelling of a gender in genders.csv", async () => {
    const { dataset } = await readFixture("genders.csv");
    const rows = ratingsOf(dataset);
    const of = (id: "user" | "product", gender: string) =>
      Object.fromEntries(rows.map((row) => [row[id], row[gender]]).sort());
    expect(of("product", "productGender")).toEqual({
      prod00: "Female",
      prod01: "Female",
      prod02: "Female",
      prod03: "Female",
      prod04: "Male",
      prod05: "Male",
      prod06: "Male",
      prod07: "Female",
      prod08: "Female&Male",
      prod09: "Female&Male",
      prod10: "",
      prod11: "",
    });
    expect(of("user", "userGender")).toEqual({
      user00: "Female",
      user01: "Female",
      user02: "Female",
      user03: "Female",
      user04: "Male",
      user05: "Male",
      user06: "Male",
      user07: "Female",
      user08: "",
      user09: "",
    });
  });

  it("takes every word for nothing in missing-values.csv as unknown", async () => {
    const { dataset, report } = await readFixture("missing-values.csv");
    expect(report.rejectedBy).toEqual({ "no user": 8, "no product": 8, "no rating": 8 });
    const known = ratingsOf(dataset).filter(({ time, category }) => time !== null || category !== "");
    expect(known.map(({ user, time, category }) => [user, time, category])).toEqual([
      ["w1", on(2020, 1, 31), "tools"],
      ["w2", on(2020, 2, 29), "garden"],
      ["w11", on(2020, 11, 30), "tools"],
      ["w12", on(2020, 12, 31), "tools"],
    ]);
    expect(dataset.size).toBe(12);
  });
});

describe("dates that can be read in two ways", () => {
  it("are decided by a late row of uk-dates.csv", async () => {
    const { report } = await readFixture("uk-dates.csv");
    expect(report.guesses.dateOrder).toEqual({
      value: "day-first",
      confidence: "sure",
      because: "25/05/2016 can be read only so",
    });
  });

  it("are read with the day first where nothing tells, which is said", async () => {
    const { dataset, report } = await readFixture("ambiguous-dates.csv");
    expect(report.guesses.dateOrder).toMatchObject({ value: "day-first", confidence: "unsure" });
    expect(ratingsOf(dataset)[2]).toMatchObject({ user: "g2", product: "vase", time: on(2015, 6, 5) });
  });

  it("are read as it was chosen", async () => {
    const { dataset, report } = await readFixture("ambiguous-dates.csv", { dateOrder: "month-first" });
    expect(report.guesses.dateOrder).toMatchObject({ value: "month-first", confidence: "chosen" });
    expect(ratingsOf(dataset)[2]).toMatchObject({ user: "g2", product: "vase", time: on(2015, 5, 6) });
  });

  const rows = Array.from({ length: 20_000 }, (_, i) => `u${i % 500},p${i % 499},${i % 5},01/02/2015\n`).join("");

  it.each([
    ["25/12/2015", "day-first", on(2015, 2, 1), on(2015, 12, 25)],
    ["12/25/2015", "month-first", on(2015, 1, 2), on(2015, 12, 25)],
  ])("are decided by %s far beyond the start of a file, for all of them", async (date, order, first, last) => {
    const { dataset, report } = await read(`user,item,rating,date\n${rows}z,z,3,${date}\n`);
    expect(report.guesses.dateOrder).toMatchObject({ value: order, confidence: "sure" });
    expect([dataset.time![0], dataset.time!.at(-1)]).toEqual([first, last]);
    expect(report.rejected).toBe(0);
  });

  it("are rejected where they contradict those that decided", async () => {
    const { dataset, report } = await read(
      "user,item,rating,date\na,x,1,25/12/2015\nb,y,2,12/26/2015\nc,y,3,1/2/2016\n",
    );
    expect(ratingsOf(dataset).map(({ time }) => time)).toEqual([on(2015, 12, 25), on(2016, 2, 1)]);
    expect(report.rejectedBy).toEqual({ "time is not a date": 1 });
  });
});

describe("ratings of 0", () => {
  it("mean none where they are as many as in Book-Crossing's file, until it is said otherwise", async () => {
    const guessed = await readFixture("book-crossing-ratings.csv");
    expect(guessed.report.guesses.zeroMeans).toMatchObject({ value: "missing", confidence: "unsure" });
    expect(guessed.report).toMatchObject({ zeros: 14, rejectedBy: { "rating of 0 means none": 14 } });
    const chosen = await readFixture("book-crossing-ratings.csv", { zeroMeans: "rating" });
    expect(chosen.report.guesses.zeroMeans).toMatchObject({ value: "rating", confidence: "chosen" });
    expect(chosen.report).toMatchObject({ accepted: 23, rejected: 0, zeros: 14 });
    expect(briefly(chosen.dataset)[0]).toBe("276901 0990100017 0");
  });

  it("are ratings where they are no more than others, and that can be changed", async () => {
    const text = "user,item,rating\na,x,0\nb,x,1\nc,y,2\nd,y,3\na,y,1\n";
    expect((await read(text)).report.guesses.zeroMeans).toMatchObject({ value: "rating", confidence: "unsure" });
    const { report } = await read(text, { zeroMeans: "missing" });
    expect(report).toMatchObject({ accepted: 4, rejectedBy: { "rating of 0 means none": 1 } });
  });

  it("are one of two thumbs without a question", async () => {
    expect((await readFixture("thumbs.csv")).report.guesses.zeroMeans).toBeNull();
    expect((await read("user,item,liked\na,x,0\nb,x,0\nc,y,0\nd,y,1\n")).report.guesses.zeroMeans).toBeNull();
  });

  it("that come only far beyond the start of a file are said to be guessed", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `u${i % 500},p${i % 499},${1 + (i % 5)}\n`).join("");
    const { report } = await read(`user,item,rating\n${rows}z,z,0\n`);
    expect(report.zeros).toBe(1);
    expect(report.guesses.zeroMeans).toMatchObject({ value: "rating", confidence: "unsure" });
  });
});
