import { describe, expect, it } from "vitest";
import { readRatings } from "../../../src/engine/read/reading/read";
import type { ReadOptions } from "../../../src/engine/read/types";
import { briefly, file, latin1, ratingsOf, refusalOf } from "./reading";

const readAll = (contents: (string | Uint8Array)[], options: ReadOptions = {}) =>
  readRatings(
    contents.map((content, i) => file(content, [], `${"abcdef"[i]}.csv`)),
    options,
  );

describe("several files of ratings that are opened together", () => {
  it("are one Dataset, in their order", async () => {
    const [a, b] = ["user,item,rating\na,x,1\nb,y,\n", "user,item,rating\r\nc,y,3\r\na,x,5\r\n,y,2"];
    const { dataset, report, rejections } = await readAll([a, b]);
    expect(briefly(dataset)).toEqual(["a x 5", "c y 3"]);
    expect(dataset).toMatchObject({ name: "a.csv and 1 more", bytes: a.length + b.length });
    expect(report).toMatchObject({ read: 5, accepted: 2, rejected: 2, merged: 1, headerLines: 2, file: "a.csv" });
    expect(report.files).toEqual([
      { name: "a.csv", bytes: a.length, read: 2 },
      { name: "b.csv", bytes: b.length, read: 3 },
    ]);
    expect([...rejections.csv()].join("")).toBe(
      '\uFEFFfile,line,column,reason,text\r\n"a.csv",3,3,no rating,"b,y,"\r\n"b.csv",4,1,no user,",y,2"\r\n',
    );
  });

  it("may have their columns in another order", async () => {
    const { dataset } = await readAll([
      "user,item,rating,date,brand\na,x,1,2011-01-01,K\n",
      "brand,rating,date,item,user\nL,2,2012-01-01,y,b\n,3,,x,c\n",
    ]);
    expect(ratingsOf(dataset)).toEqual([
      { user: "a", product: "x", rating: 1, time: 1_293_840_000, brand: "K" },
      { user: "b", product: "y", rating: 2, time: 1_325_376_000, brand: "L" },
      { user: "c", product: "x", rating: 3, time: null, brand: "" },
    ]);
  });

  it("may differ in delimiter, encoding and line ends", async () => {
    const { dataset } = await readAll([
      "user,item,rating\nÅsa,x,1\n",
      latin1("user;item;rating\r\nJosé;y;2\r\n"),
      "user\titem\trating\rç\tx\t3\r",
    ]);
    expect(briefly(dataset)).toEqual(["Åsa x 1", "José y 2", "ç x 3"]);
  });

  it("agree without a header where they have as many columns", async () => {
    const { dataset } = await readAll(["1::5::3::978300760\n1::6::4::978300761\n", "2::5::1::978300762\n"]);
    expect(briefly(dataset)).toEqual(["1 5 3", "1 6 4", "2 5 1"]);
  });

  it("have the order of their dates decided by any of them, for all", async () => {
    const { dataset, report } = await readAll([
      "user,item,rating,date\na,x,1,01/02/2015\n",
      "user,item,rating,date\nb,y,2,12/25/2015\n",
    ]);
    expect(dataset.time![0]).toBe(Date.UTC(2015, 0, 2) / 1000);
    expect(report.guesses.dateOrder).toMatchObject({ value: "month-first", confidence: "sure" });
  });

  it("have one column's role chosen by its name in all of them", async () => {
    const contents = ["user,item,rating,mark\na,x,1,9\n", "mark,rating,item,user\n8,2,y,b\n"];
    const { dataset } = await readAll(contents, { roles: { 3: "rating" } });
    expect(briefly(dataset)).toEqual(["a x 9", "b y 8"]);
  });

  it("share what was chosen of how they are written", async () => {
    const contents = ["user,item,rating\né,x,1\n", "user,item,rating\né,y,2\nb,x,3\n"];
    const { dataset } = await readAll(contents, { duplicates: "all", zeroMeans: "missing" });
    expect(briefly(dataset)).toEqual(["é x 1", "é y 2", "b x 3"]);
  });

  it("share the encoding that was chosen", async () => {
    const contents = ["user,item,rating\né,x,1\n", "user,item,rating\né,y,2\nb,x,3\n"];
    const { dataset } = await readAll(contents, { encoding: "windows-1252" });
    expect(briefly(dataset)).toEqual(["Ã© x 1", "Ã© y 2", "b x 3"]);
  });

  it("are refused with the names when their columns disagree", async () => {
    expect(await refusalOf(readAll(["user,item,rating\na,x,1\n", "user,item,stars,date\nb,y,2,\n"]))).toBe(
      "b.csv has other columns than a.csv: user, item, stars, date instead of user, item, rating. " +
        "Files that are dropped together are read as one when their columns agree: drop these one at a time.",
    );
    expect(await refusalOf(readAll(["user,item,rating\na,x,1\n", "b,y,2\nc,x,3\n"]))).toMatch(
      /^b\.csv has other columns than a\.csv: 3 columns without names instead of user, item, rating\./,
    );
    expect(await refusalOf(readAll(["a,x,1\nb,y,3\n", "b,y,2,5\nc,x,3,5\n"]))).toMatch(/^b\.csv has other columns/);
  });

  it("are refused with the name of the one that is no table", async () => {
    expect(await refusalOf(readAll(["user,item,rating\na,x,1\n", "%PDF-1.7"]))).toMatch(/^b\.csv is a PDF document/);
    expect(await refusalOf(readAll(["user,item,rating\na,x,1\n", ""]))).toMatch(/^b\.csv is empty/);
  });
});
