import { describe, expect, it } from "vitest";
import { previewRatings } from "../../../src/engine/read/reading/read";
import { summarize } from "../../../src/engine/read/summary";
import { briefly, file, ratingsOf, read } from "./reading";

/** Seconds of a UTC date, from the number of days since 1970. */
const day = (days: number) => days * 86_400;

describe("guessing what the columns are", () => {
  it("reads a header of names that it does not know by the columns' values", async () => {
    const { dataset, report } = await read("who|what|points\nann|lamp|3\nben|desk|5\n");
    expect(briefly(dataset)).toEqual(["ann lamp 3", "ben desk 5"]);
    expect(report.columns.map(({ name, guessedFrom, confidence }) => [name, guessedFrom, confidence])).toEqual([
      ["who", "content", "unsure"],
      ["what", "content", "unsure"],
      ["points", "content", "unsure"],
    ]);
  });

  it("does not take a first record for a header because a product is called book", async () => {
    const { dataset, report } = await read("ann,book,3\nben,lamp,5\n");
    expect(briefly(dataset)).toEqual(["ann book 3", "ben lamp 5"]);
    expect(report.guesses.hasHeader).toMatchObject({ value: false, confidence: "sure" });
  });

  it("tells Amazon's product numbers from its users', whichever come first", async () => {
    const [user, product] = ["AKM1MP6P0OYPR", "0132793040"];
    const other = ["A2CX7LUOHB2NDG", "B00006B7DB"];
    const userFirst = await read(`${user},${product},5.0,1365811200\n${other.join()},4.0,1341100800\n`);
    const productFirst = await read(`${product},${user},5.0,1365811200\n${other.reverse().join()},4.0,1341100800\n`);
    expect(ratingsOf(userFirst.dataset)).toEqual(ratingsOf(productFirst.dataset));
    expect(ratingsOf(userFirst.dataset)[0]).toEqual({ user, product, rating: 5, time: 1_365_811_200 });
  });

  it("takes year as the time where there is no better column", async () => {
    const { dataset } = await read("user,item,rating,year\na,x,1,1999\nb,y,2,2018\n");
    expect(ratingsOf(dataset).map(({ time }) => time)).toEqual([day(10_592), day(17_532)]);
  });

  it("leaves out a time column whose values it cannot read rather than every rating", async () => {
    const { dataset, report } = await read("user,item,rating,date\na,x,1,spring\nb,y,2,summer\n");
    expect(dataset.time).toBeNull();
    expect(dataset.size).toBe(2);
    expect(report.columns[3]).toEqual({ name: "date", role: "ignore", guessedFrom: "content", confidence: "likely" });
  });

  it.each([
    ["age,size", "age: userGroup, size: productGroup"],
    ["Age-Group,Colour", "Age-Group: userGroup, Colour: productGroup"],
    ["Region,Price Band", "Region: userGroup, Price Band: productGroup"],
    ["Altersgruppe,Größe", "Altersgruppe: userGroup, Größe: productGroup"],
    // One column each: what says most of a user, or product.
    ["country,age", "country: ignore, age: userGroup"],
    ["color,size", "color: ignore, size: productGroup"],
    // Names of other roles stay theirs.
    ["product_group,gender", "product_group: category, gender: userGender"],
    ["page,resize", "page: ignore, resize: ignore"],
  ])("knows other segments by their names: %s", async (names, expected) => {
    const { report } = await read(`user,item,rating,${names}\na,x,1,4,4\nb,y,2,5,5\n`);
    const [, , , ...others] = report.columns;
    expect(others.map(({ name, role }) => `${name}: ${role}`).join(", ")).toBe(expected);
  });

  it("is not quite sure of such a segment", async () => {
    const { report } = await read("user,item,rating,age\na,x,1,4\nb,y,2,5\n");
    expect(report.columns[3]).toEqual({ name: "age", role: "userGroup", guessedFrom: "header", confidence: "likely" });
  });

  it.each([
    [200, "userGroup"],
    [201, "ignore"],
  ])("takes a column of %d different values of 300 for %s", async (values, role) => {
    const rows = Array.from({ length: 300 }, (_, i) => `u${i % 9},p${i % 7},${i % 5},${1900 + (i % values)}\n`);
    const { report } = await read(`user,item,rating,age\n${rows.join("")}`);
    expect(report.columns[3].role).toBe(role);
  });

  it("takes sentences for no segment, and the next best column instead", async () => {
    const remark = "true to size, though the sleeves are a little long";
    const { dataset, report } = await read(
      `user,item,rating,color,size\na,x,1,red,${remark.replace(",", "")}\nb,y,2,,\n`,
    );
    expect(report.columns.slice(3).map(({ role }) => role)).toEqual(["productGroup", "ignore"]);
    expect(ratingsOf(dataset).map(({ productGroup }) => productGroup)).toEqual(["red", ""]);
  });

  it("takes no first record for a header because of a name that stands for segments", async () => {
    const { report } = await read("ann,country\nben,soul\nann,soul\n");
    expect(report.guesses.hasHeader.value).toBe(false);
  });

  it("keeps what the header calls the segments; nothing without a header or a name", async () => {
    const named = await read("user,item,rating,Age_Group,marke\na,x,1,4,K\nb,y,2,5,L\n");
    expect(named.dataset.segmentNames).toEqual({ userGroup: "Age_Group", brand: "marke" });
    expect(summarize(named.dataset).segments).toEqual({
      brand: { name: "marke", values: 2, known: 1 },
      userGroup: { name: "Age_Group", values: 2, known: 1 },
    });
    const roles = { 3: "userGroup" } as const;
    const unnamed = await read("user,item,rating,\na,x,1,4\nb,y,2,5\n", { roles });
    expect(summarize(unnamed.dataset).segments).toEqual({ userGroup: { name: null, values: 2, known: 1 } });
    const headless = await read("a,x,1,4\nb,y,2,5\n", { roles });
    expect(summarize(headless.dataset).segments).toEqual({ userGroup: { name: null, values: 2, known: 1 } });
  });

  it("keeps ids as text: leading zeros, 19 digits, other scripts", async () => {
    const { dataset } = await read("user,item,rating\n007,9007199254740993123,1\n7,日本,2\nÅsa,1e5,3\n");
    expect(briefly(dataset)).toEqual(["007 9007199254740993123 1", "7 日本 2", "Åsa 1e5 3"]);
  });

  it("reads a file without ratings as choices, and counts them where it says how many", async () => {
    const { dataset, report } = await read("user,item\na,x\na,y\nb,x\n");
    expect(dataset.feedback).toBe("implicit");
    expect(briefly(dataset)).toEqual(["a x 1", "a y 1", "b x 1"]);
    expect(report.guesses).toMatchObject({ zeroMeans: null, duplicates: null });
    const counted = await read('user,item,plays\na,x,"1,200"\nb,y,3\na,y,4\nb,x,0\nb,x,\nc,y,-1\nc,x,many\n');
    expect(briefly(counted.dataset)).toEqual(["a x 1200", "b y 3", "a y 4"]);
    expect(counted.report.rejectedBy).toEqual({ "count is not above 0": 2, "count is not a number": 2 });
  });

  it("finds an unnamed rating beside named users and products, and is unsure of it", async () => {
    const { dataset, report } = await read("user,item,wert\na,x,1\nb,y,2\nc,x,2\n");
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2", "c x 2"]);
    expect(report.columns[2]).toEqual({ name: "wert", role: "rating", guessedFrom: "content", confidence: "unsure" });
  });

  it("keeps a rating column whose first records have none", async () => {
    // To leave it out would make the file one of choices, and every rating in it would be lost.
    const unrated = Array.from({ length: 600 }, (_, i) => `u${i},x,NA\n`).join("");
    const { dataset, report } = await read(`user,item,rating\n${unrated}a,x,3\nb,y,5\n`);
    expect(briefly(dataset)).toEqual(["a x 3", "b y 5"]);
    expect(report.rejectedBy).toEqual({ "no rating": 600 });
  });

  it.each([
    [",", "sure"],
    [";", "sure"],
    ["\t", "sure"],
    ["|", "sure"],
    ["::", "sure"],
  ])("finds the delimiter %j", async (delimiter, confidence) => {
    const rows = ["user,item,rating", "a,x y,3", "b,z,5"].map((row) => row.split(",").join(delimiter));
    const { dataset, report } = await read(rows.join("\n"));
    expect(briefly(dataset)).toEqual(["a x y 3", "b z 5"]);
    expect(report.guesses.delimiter).toMatchObject({ value: delimiter, confidence });
  });

  it("is not sure of a delimiter that cuts the records unevenly", async () => {
    const { report } = await read("user,item,rating\na,x,1\nb,y\nc\nd\ne,y,2\nf\n");
    expect(report.guesses.delimiter.confidence).not.toBe("sure");
  });
});

describe("previewing", () => {
  it("shows the first records, the guesses and the roles without reading the file", async () => {
    const rows = Array.from({ length: 100 }, (_, i) => `u${i};"p;${i}";${i % 5}`);
    const preview = await previewRatings(file(`user;item;score\n${rows.join("\n")}\n`));
    expect(preview.rows).toHaveLength(20);
    expect(preview.rows[1]).toEqual(["u1", "p;1", "1"]);
    expect(preview.columns.map(({ role }) => role)).toEqual(["user", "product", "rating"]);
    expect(preview.guesses.delimiter.value).toBe(";");
  });

  it("reads no more of a large file than its start", async () => {
    const piece = new TextEncoder().encode("user,item,rating\na,x,1\nb,y,2\n".repeat(5_000));
    let opened = 0;
    async function* open() {
      for (let i = 1; i <= 1_000; i++) {
        opened++;
        yield { bytes: piece.slice(), bytesRead: i * piece.length };
      }
    }
    await previewRatings({ name: "large.csv", size: 1_000 * piece.length, open, blob: null });
    expect(opened).toBeLessThan(3);
  });

  it("still shows a file without ratings or users, so that they can be chosen", async () => {
    const preview = await previewRatings(file("item,wert\nx,much\ny,little\n"));
    expect(preview.columns.map(({ role }) => role)).toEqual(["product", "ignore"]);
    expect(preview.rows).toEqual([
      ["x", "much"],
      ["y", "little"],
    ]);
  });
});
