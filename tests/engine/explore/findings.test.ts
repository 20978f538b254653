import { describe, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, type Finding } from "../../../src/engine/explore/types";
import { datasetOfRatings, type Rating } from "./naive";

/** Everyone rates as often, everything is rated as often, and no segment has two values, but for what is changed. */
function plain(size: number, change: (i: number) => Partial<Rating>): Rating[] {
  return Array.from({ length: size }, (_, i) => ({
    user: `u${i % 40}`,
    product: `p${Math.floor(i / 4) % 20}`,
    rating: (i % 5) + 1,
    time: null,
    category: "",
    brand: "",
    productGender: "",
    userGender: "",
    ...change(i),
  }));
}

function findingsOf(ratings: Rating[], options: Parameters<typeof datasetOfRatings>[1] = {}): Finding[] {
  return new Explorer(datasetOfRatings(ratings, options)).survey(FIRST_VIEWS).findings;
}

describe("findings", () => {
  test("of a file in which everything is as frequent as everything else are none", () => {
    const twoOfAll = plain(400, (i) => ({
      category: i % 2 ? "a" : "b",
      userGender: i % 4 > 1 ? "Female" : "Male",
      rating: (Math.floor(i / 4) % 5) + 1,
    }));
    expect(findingsOf(twoOfAll)).toEqual([]);
    expect(findingsOf(plain(1, () => ({ category: "a" })))).toEqual([]);
  });

  test("are the strongest first, by the sizes that SciPy's formulas give", () => {
    // Of 400 pairs of genders 160 + 160 agree: V = (160² − 40²) / 200² = 0.6, and Yates' correction leaves V alone.
    // Nine of ten brands are x: V = √((360 − 200)² · 2 / 200 / 400) = 0.8. Every fifth rating is each of 1 to 5.
    const found = findingsOf(
      plain(400, (i) => {
        const [j, turn] = [i % 10, Math.floor(i / 10)];
        const product = turn % 2 ? "Female" : "Male";
        const other = turn % 2 ? "Male" : "Female";
        return {
          productGender: product,
          userGender: Math.floor(j / 2) === 4 ? other : product,
          brand: (j + 3 * Math.floor(turn / 2)) % 10 === 0 ? "y" : "x",
          rating: (Math.floor(i / 20) % 5) + 1,
        };
      }),
    );
    expect(found.map(({ kind }) => kind)).toEqual(["uneven", "association"]);
    const [uneven, association] = found;
    expect(uneven).toMatchObject({ by: "brand", largest: { label: "x", n: 360 }, known: 400, values: 2 });
    expect(uneven!.effect).toBeCloseTo(0.8, 12);
    expect(association).toMatchObject({
      pair: ["productGender", "userGender"],
      observed: 160,
      expected: 100,
      test: { isCorrected: true },
    });
    expect(association!.effect).toBeCloseTo(0.6, 12);
    const { cell } = association as Extract<Finding, { kind: "association" }>;
    expect(cell[0]).toBe(cell[1]);
  });

  test("of means name the furthest apart of those with thirty ratings or more", () => {
    // a rates 5 and 4 in turn, b 2 and 1, and c of ten ratings all 1: it is too small to be named.
    const found = findingsOf(
      plain(410, (i) => {
        const category = i >= 400 ? "c" : i % 2 ? "a" : "b";
        const rating = i >= 400 ? 1 : (category === "a" ? 5 : 2) - (Math.floor(i / 2) % 2);
        return { category, rating };
      }),
      { segments: ["category"] },
    );
    const means = found.find(({ kind }) => kind === "means");
    expect(means).toMatchObject({
      by: "category",
      highest: { label: "a", n: 200, mean: 4.5 },
      lowest: { label: "b", n: 200, mean: 1.5 },
    });
    // Squares within a and b are 200 × 0.25 each; means 4.5, 1.5 and 1 lie around 1210 / 410.
    const all = 1210 / 410;
    const between = 200 * (4.5 - all) ** 2 + 200 * (1.5 - all) ** 2 + 10 * (1 - all) ** 2;
    const within = 100 / (410 - 3);
    expect(means!.effect).toBeCloseTo(Math.sqrt((between - 2 * within) / (between + 100 + within)), 9);
    expect(means).toMatchObject({ oneWay: { degrees: [2, 407] } });
    expect(found[0]).toBe(means);
  });

  test("of a peak and of users with one rating say which and how many", () => {
    const found = findingsOf(
      plain(300, (i) => ({ user: i < 200 ? `single ${i}` : `u${i % 10}`, rating: i % 5 === 0 ? 1 : 5 })),
      { segments: [] },
    );
    // 240 of 300 in one of two bins: V = 0.6. Of 210 users 200: V = (200 − 105) / 105.
    expect(found.map(({ kind }) => kind)).toEqual(["singles", "peak"]);
    expect(found[0]).toMatchObject({ of: "users", single: 200, all: 210 });
    expect(found[0].effect).toBeCloseTo(95 / 105, 12);
    expect(found[1]).toMatchObject({ bin: { low: 5, high: 5 }, n: 240, ratings: 300 });
    expect(found[1].effect).toBeCloseTo(0.6, 12);
  });

  test("are five at most, each of a size from 0 to 1 and beyond chance, and the same under any filter", () => {
    const all = plain(600, (i) => {
      const few = i % 10 === 0;
      const kind = few ? "b" : "a";
      return {
        category: kind,
        brand: kind,
        productGender: few ? "Male" : "Female",
        userGender: few ? "Male" : "Female",
        rating: few ? 1 : 5 - (i % 2),
        time: (few ? 0 : 400) * 86_400,
        user: i % 3 ? `only ${i}` : "u",
      };
    });
    const explorer = new Explorer(datasetOfRatings(all));
    const { findings } = explorer.survey(FIRST_VIEWS);
    expect(findings).toHaveLength(5);
    const sizes = findings.map(({ effect }) => effect);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(findings.every(({ effect, p }) => effect > 0 && effect <= 1 && p < 0.001)).toBe(true);
    explorer.explore({ category: ["b"] });
    expect(explorer.survey({ ...FIRST_VIEWS, bias: ["brand", "userGender"] }).findings).toEqual(findings);
  });

  test("of an unknown value are none: unknown is no group", () => {
    // Those of unknown category are rated 5, those of a and b 1, 2, 3 and 4 as often.
    const unknown = plain(400, (i) => ({
      category: i % 2 ? "" : i % 4 ? "a" : "b",
      rating: i % 2 ? 5 : (Math.floor(i / 4) % 4) + 1,
    }));
    const found = findingsOf(unknown, { segments: ["category"] });
    expect(found.map(({ kind }) => kind)).toEqual(["peak"]);
  });
});
