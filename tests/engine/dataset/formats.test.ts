import { describe, expect, it } from "vitest";
import { previewRatings } from "../../../src/engine/dataset/read";
import { file, ratingsOf, read } from "./reading";

/** Seconds of a UTC date, from the number of days since 1970. */
const day = (days: number) => days * 86_400;

describe("reading a known format", () => {
  it("reads the marketBias electronics file", async () => {
    const { dataset, report } = await read(
      "item_id,user_id,rating,timestamp,model_attr,category,brand,year,user_attr,split\n" +
        "0,Rebecca,5.0,1999-06-13,Female,Portable Audio & Video,,1999,,0\n" +
        "0,Greg,2.0,1999-06-14,Female,Portable Audio & Video,,1999,Male,0\n" +
        "4,Kyle,4.0,2000-02-29,Female&Male,Headphones,Koss,2000,Male,1\n" +
        "4,Rebecca,1.0,2018-09-30,Female&Male,Headphones,Koss,2018,,2\n",
    );
    const audio = { productGender: "Female", category: "Portable Audio & Video", brand: "" };
    const phones = { productGender: "Female&Male", category: "Headphones", brand: "Koss" };
    expect(ratingsOf(dataset)).toEqual([
      { user: "Rebecca", product: "0", rating: 5, time: day(10_755), ...audio, userGender: "", split: 0 },
      { user: "Greg", product: "0", rating: 2, time: day(10_756), ...audio, userGender: "Male", split: 0 },
      { user: "Kyle", product: "4", rating: 4, time: day(11_016), ...phones, userGender: "Male", split: 1 },
      { user: "Rebecca", product: "4", rating: 1, time: day(17_804), ...phones, userGender: "", split: 2 },
    ]);
    expect(report.columns.map(({ name, role }) => `${name}: ${role}`)).toEqual([
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
    expect(report.columns.every(({ guessedFrom }) => guessedFrom === "header")).toBe(true);
    expect(report).toMatchObject({ read: 4, accepted: 4, rejected: 0, merged: 0, headerLines: 1 });
    expect(report.dialect).toEqual({ delimiter: ",", encoding: "utf-8", hasHeader: true });
  });

  it("reads MovieLens 100k: tabs, no header", async () => {
    const { dataset, report } = await read("196\t242\t3\t881250949\n186\t302\t3\t891717742\n22\t377\t1\t878887116\n");
    expect(ratingsOf(dataset)).toEqual([
      { user: "196", product: "242", rating: 3, time: 881250949 },
      { user: "186", product: "302", rating: 3, time: 891717742 },
      { user: "22", product: "377", rating: 1, time: 878887116 },
    ]);
    expect(report.dialect).toMatchObject({ delimiter: "\t", hasHeader: false });
    expect(report.columns.map(({ name, guessedFrom }) => `${name}, ${guessedFrom}`)).toEqual([
      "column 1, content",
      "column 2, content",
      "column 3, content",
      "column 4, content",
    ]);
  });

  it("reads MovieLens 1M: double colons, no header", async () => {
    const { dataset, report } = await read("1::1193::5::978300760\n1::661::3::978302109\n2::1193::4::978298413\n");
    expect(ratingsOf(dataset)).toEqual([
      { user: "1", product: "1193", rating: 5, time: 978300760 },
      { user: "1", product: "661", rating: 3, time: 978302109 },
      { user: "2", product: "1193", rating: 4, time: 978298413 },
    ]);
    expect(report.dialect.delimiter).toBe("::");
  });

  it("reads MovieLens with a header and half stars", async () => {
    const { dataset } = await read(
      "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,3,3.5,964981247\n2,1,.5,964982224\n",
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "1", product: "1", rating: 4, time: 964982703 },
      { user: "1", product: "3", rating: 3.5, time: 964981247 },
      { user: "2", product: "1", rating: 0.5, time: 964982224 },
    ]);
  });

  it("reads Amazon's ratings without header, the user first", async () => {
    const { dataset } = await read(
      "AKM1MP6P0OYPR,0132793040,5.0,1365811200\nA2CX7LUOHB2NDG,0321732944,4.0,1341100800\n",
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "AKM1MP6P0OYPR", product: "0132793040", rating: 5, time: 1365811200 },
      { user: "A2CX7LUOHB2NDG", product: "0321732944", rating: 4, time: 1341100800 },
    ]);
  });

  it("reads Amazon's ratings without header, the product first", async () => {
    const { dataset } = await read(
      "0132793040,AKM1MP6P0OYPR,5.0,1365811200\nB00006B7DB,A2CX7LUOHB2NDG,4.0,1341100800\n",
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "AKM1MP6P0OYPR", product: "0132793040", rating: 5, time: 1365811200 },
      { user: "A2CX7LUOHB2NDG", product: "B00006B7DB", rating: 4, time: 1341100800 },
    ]);
  });

  it("reads Amazon's reviews of 2014: reviewerID, overall, two times", async () => {
    const { dataset, report } = await read(
      'reviewerID,asin,overall,reviewTime,unixReviewTime\nA1,B01,5.0,"07 8, 2013",1373241600\nA2,B02,3.0,"02 3, 2014",1391385600\n',
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "A1", product: "B01", rating: 5, time: 1373241600 },
      { user: "A2", product: "B02", rating: 3, time: 1391385600 },
    ]);
    expect(report.columns[3]).toEqual({ name: "reviewTime", role: "ignore", guessedFrom: "header" });
  });

  it("reads Amazon's reviews of 2023: parent_asin before asin, milliseconds", async () => {
    const { dataset } = await read(
      "user_id,asin,parent_asin,rating,timestamp\nAE1,B1,B0,5.0,1588687728923\nAE2,B2,B9,4.0,1588615855070\n",
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "AE1", product: "B0", rating: 5, time: 1588687728.923 },
      { user: "AE2", product: "B9", rating: 4, time: 1588615855.07 },
    ]);
  });

  it("reads Book-Crossing: semicolons, quotes, Latin-1, ids with leading zeros", async () => {
    const text = '"User-ID";"ISBN";"Book-Rating"\r\n"276725";"034545104X";"0"\r\n"Jos\xe9";"0155061224";"5"\r\n';
    const { dataset, report } = await read(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    expect(ratingsOf(dataset)).toEqual([
      { user: "276725", product: "034545104X", rating: 0 },
      { user: "José", product: "0155061224", rating: 5 },
    ]);
    expect(report.dialect).toEqual({ delimiter: ";", encoding: "windows-1252", hasHeader: true });
  });

  it("keeps ids as text: leading zeros, 19 digits, other scripts", async () => {
    const { dataset } = await read("user,item,rating\n007,9007199254740993123,1\n7,日本,2\nÅsa,__proto__,3\n");
    expect(ratingsOf(dataset).map(({ user, product }) => [user, product])).toEqual([
      ["007", "9007199254740993123"],
      ["7", "日本"],
      ["Åsa", "__proto__"],
    ]);
  });

  it("reads a header of names that it does not know by the columns' values", async () => {
    const { dataset, report } = await read("who|what|points\nann|lamp|3\nben|desk|5\n");
    expect(ratingsOf(dataset)).toEqual([
      { user: "ann", product: "lamp", rating: 3 },
      { user: "ben", product: "desk", rating: 5 },
    ]);
    expect(report.columns.map(({ name, guessedFrom }) => [name, guessedFrom])).toEqual([
      ["who", "content"],
      ["what", "content"],
      ["points", "content"],
    ]);
  });

  it("does not take a first record for a header because a product is called book", async () => {
    const { dataset, report } = await read("ann,book,3\nben,lamp,5\n");
    expect(ratingsOf(dataset)[0]).toEqual({ user: "ann", product: "book", rating: 3 });
    expect(report.dialect.hasHeader).toBe(false);
  });

  it("takes year as the time where there is no better column", async () => {
    const { dataset } = await read("user,item,rating,year\na,x,1,1999\nb,y,2,2018\n");
    expect(ratingsOf(dataset).map(({ time }) => time)).toEqual([day(10_592), day(17_532)]);
  });

  it("leaves out a time column whose dates it cannot read rather than every rating", async () => {
    const { dataset, report } = await read("user,item,rating,date\na,x,1,13/05/2010\nb,y,2,01/12/2011\n");
    expect(dataset.time).toBeNull();
    expect(dataset.size).toBe(2);
    expect(report.columns[3]).toEqual({ name: "date", role: "ignore", guessedFrom: "content" });
  });
});

describe("choosing roles", () => {
  const text = "user,item,rating,stars2\na,x,1,9\nb,y,2,8\n";

  it("lets a chosen column replace the guessed one", async () => {
    const { dataset, report } = await read(text, { roles: { 3: "rating" } });
    expect(ratingsOf(dataset).map(({ rating }) => rating)).toEqual([9, 8]);
    expect(report.columns.map(({ role }) => role)).toEqual(["user", "product", "ignore", "rating"]);
    expect(report.columns[3]!.guessedFrom).toBe("user");
  });

  it("refuses one role for two columns", async () => {
    await expect(read(text, { roles: { 2: "rating", 3: "rating" } })).rejects.toThrow(
      /columns rating and stars2 are both set to rating/,
    );
  });
});

describe("previewing", () => {
  it("shows the first records, dialect and roles without reading the file", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `u${i};"p;${i}";${i % 5}`);
    const preview = await previewRatings(file(`user;item;score\n${rows.join("\n")}\n`));
    expect(preview.rows).toHaveLength(20);
    expect(preview.rows[1]).toEqual(["u1", "p;1", "1"]);
    expect(preview.columns.map(({ role }) => role)).toEqual(["user", "product", "rating"]);
  });

  it("still shows a file without a rating column, so that one can be chosen", async () => {
    const preview = await previewRatings(file("user,item,wert\na,x,1\nb,y,2\n"));
    expect(preview.columns.map(({ role }) => role)).toEqual(["user", "product", "ignore"]);
  });
});
