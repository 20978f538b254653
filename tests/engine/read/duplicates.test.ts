import { describe, expect, it } from "vitest";
import { DUPLICATE_RULES, type DuplicateRule } from "../../../src/engine/read/types";
import { briefly, ratingsOf, read } from "./reading";

const TEXT =
  "user,item,rating,date,brand\n" + "a,x,1,2011-01-01,K\na,y,2,2011-01-02,K\na,x,5,2012-01-01,L\nb,x,3,,\na,x,4.5,,\n";
const [FIRST, SECOND, THIRD] = [1_293_840_000, 1_293_926_400, 1_325_376_000];

describe("several records of one user and product", () => {
  const y = { user: "a", product: "y", rating: 2, time: SECOND, brand: "K" };
  const b = { user: "b", product: "x", rating: 3, time: null, brand: "" };
  const x = { user: "a", product: "x" };

  it.each<[DuplicateRule, Record<string, string | number | null>[]]>([
    ["last", [{ ...x, rating: 4.5, time: null, brand: "" }, y, b]],
    ["first", [{ ...x, rating: 1, time: FIRST, brand: "K" }, y, b]],
    ["mean", [{ ...x, rating: 3.5, time: null, brand: "" }, y, b]],
    [
      "all",
      [
        { ...x, rating: 1, time: FIRST, brand: "K" },
        y,
        { ...x, rating: 5, time: THIRD, brand: "L" },
        b,
        { ...x, rating: 4.5, time: null, brand: "" },
      ],
    ],
  ])("become one by the rule %s, in the place of the first", async (rule, expected) => {
    const { dataset, report } = await read(TEXT, { duplicates: rule });
    expect(ratingsOf(dataset)).toEqual(expected);
    const merged = rule === "all" ? 0 : 2;
    expect(report).toMatchObject({ read: 5, accepted: 5 - merged, merged, repeated: 2, rejected: 0 });
  });

  it("are the last unless it is said otherwise; that is sure where there are none", async () => {
    expect((await read(TEXT)).report.guesses.duplicates).toMatchObject({ value: "last", confidence: "likely" });
    const { report } = await read("user,item,rating\na,x,1\nb,y,2\n");
    expect(report.guesses.duplicates).toMatchObject({ value: "last", confidence: "sure" });
    expect(report).toMatchObject({ merged: 0, repeated: 0 });
  });

  it("are added up where the file says only what was chosen, whatever the rule", async () => {
    for (const duplicates of DUPLICATE_RULES) {
      const counted = await read("user,item,plays\na,x,3\na,y,1\na,x,2\nb,x,1\na,x,10\n", { duplicates });
      expect(briefly(counted.dataset)).toEqual(["a x 15", "a y 1", "b x 1"]);
      const plain = await read("user,item\na,x\na,y\na,x\nb,x\n", { duplicates });
      expect(briefly(plain.dataset)).toEqual(["a x 2", "a y 1", "b x 1"]);
      expect(plain.report).toMatchObject({ read: 4, accepted: 3, merged: 1 });
    }
  });

  it("do not count among them when the repeat is rejected", async () => {
    const { dataset, report } = await read("user,item,rating\na,x,1\na,x,\nb,y,2\na,x,tasty\n");
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2"]);
    expect(report).toMatchObject({ merged: 0, rejected: 2 });
  });

  it("are found among a user's hundreds, and in the order in which they came", async () => {
    // Products 0 to 299 rated 1, then those divisible by 3 again with 5.
    const row = (product: number, rating: number) => `a,p${product},${rating}\n`;
    const all = Array.from({ length: 300 }, (_, product) => row(product, 1));
    const again = Array.from({ length: 100 }, (_, i) => row(3 * i, 5));
    const { dataset, report } = await read(`user,item,rating\n${all.join("")}b,p1,2\n${again.join("")}`);
    expect(report).toMatchObject({ read: 401, accepted: 301, merged: 100 });
    expect(Array.from(dataset.rating)).toEqual([...all.map((_, product) => (product % 3 === 0 ? 5 : 1)), 2]);
  });
});
