import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forRecommending, forTraining } from "../../../src/engine/read/copies";
import { majority, yearsOf } from "../../../src/engine/read/sides";
import type { Vocabulary } from "../../../src/engine/read/types";
import { textOf } from "../../../src/engine/read/vocabulary";
import { read } from "./reading";

const IDS = 5;
const VALUES = 4;

/** The same, written down plainly. */
function countedThrough(owner: number[], codes: number[]) {
  let conflicts = 0;
  const values = Array.from({ length: IDS }, (_, id) => {
    const known = codes.filter((code, row) => owner[row] === id && code !== 0);
    const times = (code: number) => known.filter((other) => other === code).length;
    const distinct = [...new Set(known)];
    if (distinct.length > 1) conflicts++;
    distinct.sort((a, b) => times(b) - times(a) || known.lastIndexOf(b) - known.lastIndexOf(a));
    return distinct[0] ?? 0;
  });
  return { codes: Int32Array.from(values), conflicts };
}

const texts = (codes: Int32Array, vocabulary: Vocabulary) => Array.from(codes, (code) => textOf(vocabulary, code));

describe("the value of an id", () => {
  test("is that of most of its ratings, of the latest among equals, whatever the ratings", () => {
    const rating = fc.tuple(fc.nat(IDS - 1), fc.nat(VALUES - 1));
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 60 }), (ratings) => {
        const [owner, codes] = [ratings.map(([id]) => id), ratings.map(([, code]) => code)];
        const found = majority(Int32Array.from(owner), IDS, Int32Array.from(codes), VALUES);
        expect(found).toEqual(countedThrough(owner, codes));
      }),
      { numRuns: 500 },
    );
  });

  test("is not decided by ratings that do not know it", () => {
    expect(majority(Int32Array.of(0, 0, 0, 0), 1, Int32Array.of(2, 0, 0, 0), 3)).toEqual({
      codes: Int32Array.of(2),
      conflicts: 0,
    });
  });
});

describe("the years of times", () => {
  const EARLIEST = Date.UTC(-50, 0, 1) / 1000;
  const LATEST = Date.UTC(2400, 0, 1) / 1000;

  test("are the calendar's, before our era, at turns of the year and in between", () => {
    const turn = fc.integer({ min: 1, max: 2400 }).map((year) => new Date(0).setUTCFullYear(year, 0, 1) / 1000);
    const time = fc.oneof(
      fc.integer({ min: EARLIEST, max: LATEST }),
      turn,
      turn.map((t) => t - 1),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(fc.array(time), (times) => {
        const calendar = times.map((t) => (Number.isNaN(t) ? "" : String(new Date(t * 1000).getUTCFullYear())));
        const distinct = [...new Set(calendar.filter((year) => year !== ""))].sort((a, b) => Number(a) - Number(b));
        const years = yearsOf(Float64Array.from(times));
        expect(years !== null).toBe(distinct.length > 1);
        if (!years) return;
        expect(texts(years.codes, years.vocabulary)).toEqual(calendar);
        const vocabulary = Int32Array.from({ length: years.vocabulary.offsets.length - 1 }, (_, code) => code);
        expect(texts(vocabulary, years.vocabulary)).toEqual(["", ...distinct]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the side features of a file", () => {
  const HEADER = "user,item,rating,date,category,brand,model_attr,gender\n";
  const LINES = [
    "a,x,1,2010-12-31,Phones,K,Male,Female",
    "b,x,2,2011-01-01,Cables,K,Male,Male",
    "c,x,3,,Cables,,Male,",
    "a,y,4,2013-05-05,,L,,Male",
    "a,z,5,2013-05-05,,L,,Male",
  ];

  test("are one value per product, per user and per rating, conflicts settled and counted", async () => {
    const { dataset } = await read(`${HEADER}${LINES.join("\n")}\n`);
    const { sides } = forTraining(dataset);
    expect(
      sides.map(({ role, per, conflicts, codes, vocabulary }) => [role, per, conflicts, texts(codes, vocabulary)]),
    ).toEqual([
      ["category", "product", 1, ["Cables", "", ""]],
      ["brand", "product", 0, ["K", "L", "L"]],
      ["productGender", "product", 0, ["Male", "", ""]],
      ["userGender", "user", 1, ["Male", "Male", ""]],
      ["year", "rating", 0, ["2010", "2011", "", "2013", "2013"]],
    ]);
  });

  test("are one value of the other segments too: per product and per user", async () => {
    const { dataset } = await read("user,item,rating,colour,age\na,x,1,red,30\na,y,2,,31\nb,x,3,blue,\na,z,3,red,31\n");
    const { sides } = forTraining(dataset);
    expect(
      sides.map(({ role, per, conflicts, codes, vocabulary }) => [role, per, conflicts, texts(codes, vocabulary)]),
    ).toEqual([
      ["productGroup", "product", 1, ["blue", "", "red"]],
      ["userGroup", "user", 1, ["31", ""]],
    ]);
    expect(Object.keys(forRecommending(dataset).productSegments)).toEqual(["productGroup"]);
  });

  test("are those that the explorer shows of a product", async () => {
    const { dataset } = await read(`${HEADER}${LINES.join("\n")}\n`);
    const { category } = forRecommending(dataset).productSegments;
    expect(texts(category!.codes, category!.vocabulary)).toEqual(["Cables", "", ""]);
  });

  test("are none in a file of ids and ratings, and no year where all times are of one", async () => {
    const plain = await read("user,item,rating\na,x,1\nb,y,2\n");
    expect(forTraining(plain.dataset).sides).toEqual([]);
    const oneYear = await read("user,item,rating,date\na,x,1,2011-01-01\nb,y,2,2011-12-31\n");
    expect(forTraining(oneYear.dataset).sides).toEqual([]);
  });
});
