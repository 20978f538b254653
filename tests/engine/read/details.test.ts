import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRatings } from "../../../src/engine/read/reading/read";
import { recognize } from "../../../src/engine/read/reading/recognize";
import type { ReadOptions } from "../../../src/engine/read/types";
import { briefly, file, fixture, ratingsOf, refusalOf, titlesOf } from "./reading";

const readFixtures = async (...names: string[]) => readRatings(await Promise.all(names.map(fixture)));
const readTexts = (texts: string[], options: ReadOptions = {}) =>
  readRatings(
    texts.map((text, i) => file(text, [], `${i}.csv`)),
    options,
  );

const bothWays = (ratings: string, details: string): [string, string[]][] => [
  [`${ratings}, ${details}`, [ratings, details]],
  [`${details}, ${ratings}`, [details, ratings]],
];

describe("details of products beside ratings, whichever file comes first", () => {
  it.each(bothWays("electronics.csv", "products.csv"))("are joined: %s", async (_, names) => {
    const { dataset, report } = await readFixtures(...names);
    expect(report.file).toBe("electronics.csv");
    expect(report.files).toHaveLength(1);
    expect(report.details).toEqual([
      { file: "products.csv", products: 11, matched: 9, skipped: 0, roles: ["product", "title", "category", "brand"] },
    ]);
    expect(titlesOf(dataset)).toEqual({
      "0": "Pebble pocket player, 64 MB",
      "1": 'Tonwerk "Studio" headphones',
      "2": "Brightkey keyboard with number block",
      "3": "Tripod, 1.5 m",
      "4": "Larkspur bookshelf speakers (pair)",
      "5": "Wall mount for 40-inch screens",
      "7": "Cable ties & clips",
      "8": "Owlsight door camera",
      "9": "Step counter for the wrist",
    });
    expect(
      new Set(ratingsOf(dataset).map(({ product, category, brand }) => `${product} ${category}: ${brand}`)),
    ).toContain("6 Car Electronics & GPS: Wegweiser");
  });

  it.each(bothWays("ml-1m-ratings.dat", "ml-1m-movies.dat"))("are joined: %s", async (_, names) => {
    const { dataset, report } = await readFixtures(...names);
    expect(report.details).toMatchObject([{ products: 8, matched: 7, skipped: 0 }]);
    expect(titlesOf(dataset)).toEqual({
      "1": "The Paper Lighthouse (1995)",
      "2": "Café au Bord du Fleuve, Le (1987)",
      "3": "Harbour: The Second Tide (1998)",
      "4": "Señor Gray's Garden (1992)",
      "5": "Nine Keys, A (1999)",
      "6": "Waltz for a Broken Radio (1964)",
      "8": '"Quoted" (1976)',
    });
    const categories = Object.fromEntries(ratingsOf(dataset).map(({ product, category }) => [product, category]));
    expect(categories).toMatchObject({ "1": "Animation|Children's|Comedy", "5": "Mystery", "7": "" });
  });

  it.each(bothWays("ml-latest-ratings.csv", "ml-latest-movies.csv"))("are joined: %s", async (_, names) => {
    const { dataset, report } = await readFixtures(...names);
    const roles = ["product", "title", "category"];
    expect(report.details).toEqual([{ file: "ml-latest-movies.csv", products: 8, matched: 6, skipped: 0, roles }]);
    expect(titlesOf(dataset)).toEqual({
      "4": "Salt on the Window (2001)",
      "31": "Cartographer, The (1996)",
      "58": '"Hello," Said the Owl (2010)',
      "110": 'The "Silent" Orchestra (1974)',
      "207": "Été sans fin, L' (Endless Summer Street) (1988)",
      "1300": "Zweiundzwanzig Brücken (1979)",
    });
    const categories = Object.fromEntries(ratingsOf(dataset).map(({ product, category }) => [product, category]));
    expect(categories).toEqual({
      "4": "Drama",
      "31": "Adventure|Drama",
      "58": "Animation|Children",
      "110": "Comedy|Musical",
      "207": "Romance",
      "1300": "(no genres listed)",
    });
  });

  it.each(bothWays("book-crossing-ratings.csv", "book-crossing-books.csv"))("are joined: %s", async (_, names) => {
    const { dataset, report } = await readFixtures(...names);
    expect(report.details).toMatchObject([{ products: 10, matched: 7, skipped: 0 }]);
    expect(titlesOf(dataset)).toMatchObject({
      "3990100031": "Über die Felder",
      "0990100050": "Une Année à la Mer",
      "0990100084": "El Niño del Faro",
    });
    expect(ratingsOf(dataset).find(({ product }) => product === "0990100050")).toMatchObject({
      brand: "Éditions du Quai",
    });
  });

  it.each(["products.csv", "ml-latest-movies.csv", "book-crossing-books.csv"])(
    "are refused alone: %s",
    async (name) => {
      const reading = readFixtures(name);
      expect(await refusalOf(reading)).toMatch(
        new RegExp(`^${name} holds details of products \\(product, title, .*no ratings`),
      );
    },
  );

  it("are refused alone: ml-1m-movies.dat", async () => {
    await expect(readFixtures("ml-1m-movies.dat")).rejects.toThrow("no ratings");
  });
});

describe("before anything is read, files of fixtures/formats are told to be", () => {
  const fileOf = (name: string) => new File([readFileSync(`tests/fixtures/formats/${name}`)], name);
  const kindOf = (names: string[], options: ReadOptions = {}) => recognize(names.map(fileOf), options, {});

  it("details where all hold details, ratings where one holds some, in either order", async () => {
    expect(await kindOf(["products.csv"])).toBe("details");
    expect(await kindOf(["ml-1m-movies.dat", "products.csv"])).toBe("details");
    expect(await kindOf(["products.csv", "electronics.csv"])).toBe("ratings");
    expect(await kindOf(["electronics.csv"])).toBe("ratings");
  });

  it("ratings where a person chose roles, or nothing can be told: reading them says why", async () => {
    expect(await kindOf(["products.csv"], { roles: { 0: "product" } })).toBe("ratings");
    expect(await recognize([new File([], "empty.csv")], {}, {})).toBe("ratings");
  });

  it("a model by the name of its weights, whatever comes with them", async () => {
    const weights = new File(["no weights"], "model.safetensors");
    expect(await recognize([fileOf("electronics.csv"), weights], {}, {})).toBe("model");
  });
});

describe("joining details", () => {
  const RATINGS = "user,item,rating,title,category\na,x,1,Lamp,\nb,x,2,,Light\na,y,3,,\nb,z,4,,\n";
  const DETAILS =
    "item,title,category,brand\nx,Other lamp,Other,K\ny,Desk,Wood,NA\ny,Again,,L\n,None,None,None\nq,Q,Q,Q\n";

  it("keeps what the ratings say themselves, and takes the first record of each product", async () => {
    const { dataset, report } = await readTexts([RATINGS, DETAILS]);
    expect(titlesOf(dataset)).toEqual({ x: "Lamp", y: "Desk" });
    expect(ratingsOf(dataset).map(({ product, category, brand }) => `${product}: ${category}, ${brand}`)).toEqual([
      "x: Other, K",
      "x: Light, K",
      "y: Wood, ",
      "z: , ",
    ]);
    expect(report.details).toMatchObject([{ file: "1.csv", products: 3, matched: 2, skipped: 2 }]);
    expect(report).toMatchObject({ read: 4, accepted: 4 });
  });

  it("joins every segment of products, genders in one spelling, under the names of the file that has it", async () => {
    const ratings = "user,item,rating,Colour\na,x,1,red\nb,x,2,\na,y,3,\n";
    const details = "item,target_gender,size,maker\nx,W,L,K\ny,women,M,\n";
    const { dataset, report } = await readTexts([ratings, details]);
    expect(ratingsOf(dataset)).toMatchObject([
      { product: "x", productGroup: "red", productGender: "Female", brand: "K" },
      { product: "x", productGroup: "L", productGender: "Female", brand: "K" },
      { product: "y", productGroup: "M", productGender: "Female", brand: "" },
    ]);
    // What the ratings call it counts before what the details call it.
    expect(dataset.segmentNames).toEqual({ productGroup: "Colour", productGender: "target_gender", brand: "maker" });
    expect(report.details[0].roles).toEqual(["product", "productGender", "productGroup", "brand"]);
  });

  it("counts a file of products and one other segment as details", async () => {
    const { dataset } = await readTexts(["user,item,rating\na,x,1\nb,y,2\n", "item,size\nx,L\ny,M\n"]);
    expect(ratingsOf(dataset).map(({ productGroup }) => productGroup)).toEqual(["L", "M"]);
  });

  it("finds ids whatever space is around them, and not ids that only look alike", async () => {
    const ratings = "user,item,rating\na, 7 ,1\nb,07,2\na,É,3\n";
    const details = "item,title\n7,Seven\n007,Bond\nE\u0301,Accent apart\n";
    const { dataset, report } = await readTexts([ratings, details]);
    expect(titlesOf(dataset)).toEqual({ "7": "Seven" });
    expect(report.details).toMatchObject([{ products: 3, matched: 1 }]);
  });

  it("joins several files of details", async () => {
    const { dataset, report } = await readTexts([
      "item,title\nx,Lamp\n",
      "user,item,rating\na,x,1\nb,y,2\n",
      "item,brand\ny,K\n",
      "item,title\nx,Late\ny,Desk\n",
    ]);
    expect(titlesOf(dataset)).toEqual({ x: "Lamp", y: "Desk" });
    expect(ratingsOf(dataset).map(({ brand }) => brand)).toEqual(["", "K"]);
    expect(report.details.map(({ file }) => file)).toEqual(["0.csv", "2.csv", "3.csv"]);
    expect(report.file).toBe("1.csv");
  });

  it("counts a file of choices with users as no details", async () => {
    const { dataset } = await readTexts(["user,item,title\na,x,Lamp\nb,x,\na,y,Desk\n"]);
    expect(dataset.feedback).toBe("implicit");
    expect(titlesOf(dataset)).toEqual({ x: "Lamp", y: "Desk" });
  });

  it("reads details as ratings where a column of them is said to be the users", async () => {
    const text = "item,title,maker\nx,Lamp,a\ny,Lamp,b\nx,Desk,b\n";
    const { dataset } = await readTexts([text], { roles: { 1: "user" } });
    expect(briefly(dataset)).toEqual(["Lamp x 1", "Lamp y 1", "Desk x 1"]);
  });

  it("applies the choices to the ratings where the details come first", async () => {
    const { dataset, report } = await readTexts([DETAILS, "user,item,rating\na,x,1\na,x,2\nb,y,4\n"], {
      duplicates: "mean",
      roles: { 2: "rating" },
    });
    expect(briefly(dataset)).toEqual(["a x 1.5", "b y 4"]);
    expect(report.guesses.duplicates).toMatchObject({ value: "mean", confidence: "chosen" });
  });

  it("passes over comments and counts them as no products", async () => {
    const { report } = await readTexts(["user,item,rating\na,x,1\nb,y,2\n", "# made in 2020\nitem,title\nx,Lamp\n"]);
    expect(report.details).toMatchObject([{ products: 1, matched: 1, skipped: 0 }]);
  });
});
