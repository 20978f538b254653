import { describe, expect, test, vi } from "vitest";
import { textField } from "../../../../src/domain/csv";
import type { RecommendColumns } from "../../../../src/engine/read/copies";
import { packTexts } from "../../../../src/engine/read/vocabulary";
import { CsvParts } from "../../../../src/engine/recommend/bulk/csvParts";
import { estimateLists, writeLists } from "../../../../src/engine/recommend/bulk/writeLists";
import { RecommendExplorer } from "../../../../src/engine/recommend/explorer";
import type { RecommendModel } from "../../../../src/engine/recommend/models/types";
import { type BulkProgress, DEFAULT_LIST, type ListOptions } from "../../../../src/engine/recommend/types";
import { columns, noBreath, rangeSigmoid, smallModel } from "../smallShop";

/** By blocks of users with `rowWidth` 2, one by one without. */
function shop(rowWidth: number | null = 2, model: Partial<RecommendModel> = {}, of: RecommendColumns = columns) {
  const explorer = new RecommendExplorer(of);
  explorer.setModel({ model: smallModel(model), intervals: null, interest: null, rowWidth });
  const write = async (list: Partial<ListOptions> = {}, tell: (progress: BulkProgress) => void = () => {}) => {
    const { making, users } = explorer.bulk({ segment: null, list: { ...DEFAULT_LIST, ...list } });
    const result = await writeLists(making, users, noBreath, tell);
    return { ...result, text: await result.csv.text() };
  };
  return { explorer, write };
}

describe.each([
  ["by blocks", 2],
  ["one by one", null],
])("lists of all users, %s", (_, rowWidth) => {
  test("are those that each customer is shown", async () => {
    const { explorer, write } = shop(rowWidth);
    const { text, users, lines, without } = await write({ count: 3, minimumRatings: 1 });
    const expected = ["ann", "bo", "cy", "dee", "eve"].flatMap((id) =>
      explorer
        .customer(id, { ...DEFAULT_LIST, count: 3, minimumRatings: 1 })
        .recommendations.map(
          ({ product, title, predicted }, place) =>
            `"${id}",${place + 1},"${product}","${title}",${predicted!.toFixed(4)}`,
        ),
    );
    expect(text).toBe(["user,rank,product,title,predicted", ...expected, ""].join("\r\n"));
    expect({ users, lines, without }).toEqual({ users: 5, lines: 15, without: 0 });
    expect(expected[0]).toBe(`"ann",1,"cable","",${rangeSigmoid(1.9).toFixed(4)}`);
  });

  test("leave out what is filtered, and users for whom nothing is left", async () => {
    const { text, without } = await shop(rowWidth).write({ brands: ["Norvik"] });
    // Ann, bo and cy rated both the lamp and the radio.
    expect(
      text
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",").slice(0, 3).join()),
    ).toEqual(['"dee",1,"radio"', '"eve",1,"lamp"', '"eve",2,"radio"']);
    expect(without).toBe(3);
    expect((await shop(rowWidth).write({ brands: ["nobody's"] })).text).toBe("user,rank,product,title,predicted\r\n");
  });

  test("hold no rating from a model that ranks", async () => {
    const { text } = await shop(rowWidth, { kind: "ranking", range: null, ratingOf: (logit) => logit }).write({
      count: 1,
    });
    expect(text.split("\r\n")[1]).toBe('"ann",1,"cable","",');
  });

  test("are made once for users of the same state and rated products", async () => {
    // Of eve the model knows nothing; make dee and bo such, and let all three have rated the camera alone.
    const alike: RecommendColumns = {
      ...columns,
      size: 4,
      user: Int32Array.of(1, 3, 4, 0),
      product: Int32Array.of(3, 3, 3, 1),
      rating: Float32Array.of(5, 3, 1, 4),
    };
    const userOf = (code: number) => ({ vector: new Float32Array(2), isKnown: code === 0 });
    const terms = vi.fn(smallModel().terms);
    const logits = vi.fn(smallModel().logits);
    const { explorer, write } = shop(rowWidth, { userOf, terms, logits }, alike);
    const { text, lines } = await write({ count: 2 });
    expect(lines).toBe(10);
    // Ann's own, the three's, and cy's, who rated nothing.
    expect(rowWidth === null ? logits.mock.calls : terms.mock.calls).toHaveLength(3);
    const of = (id: string) =>
      text
        .split("\r\n")
        .filter((line) => line.startsWith(`"${id}"`))
        .map((line) => line.slice(id.length + 2));
    expect(of("dee")).toEqual(of("bo"));
    expect(of("eve")).toEqual(of("bo"));
    const { making, users } = explorer.bulk({ segment: null, list: DEFAULT_LIST });
    expect(await estimateLists(making, users, noBreath)).toMatchObject({ users: 5, lists: 3 });
  });
});

describe("lists in bulk", () => {
  test("are those of a segment, and of who is looked among", async () => {
    const { explorer } = shop();
    const codes = (role: "category" | "brand", value: string) => [
      ...explorer.bulk({ segment: { role, value }, list: DEFAULT_LIST }).users,
    ];
    expect(codes("brand", "Ohm")).toEqual([0, 3]);
    explorer.members = { users: Uint8Array.of(0, 1, 1, 1, 0), products: new Uint8Array(6).fill(1) };
    expect(codes("brand", "Ohm")).toEqual([3]);
    expect([...explorer.bulk({ segment: null, list: DEFAULT_LIST }).users]).toEqual([1, 2, 3]);
  });

  test("follow novelty and diversity as the customer's own list does", async () => {
    const { explorer, write } = shop();
    for (const list of [{ novelty: 0.7 }, { diversity: 0.6 }]) {
      const { text } = await write(list);
      const own = explorer.customer("dee", { ...DEFAULT_LIST, ...list }).recommendations.map(({ product }) => product);
      const lines = text.split("\r\n").filter((line) => line.startsWith('"dee"'));
      expect(lines.map((line) => line.split(",")[2])).toEqual(own.map((product) => `"${product}"`));
    }
  });

  test("tell no text to a spreadsheet as a formula", async () => {
    const sly = {
      ...columns,
      users: packTexts(["=1+1", "b,o", 'c"y', "-d", "eve"]),
      titles: packTexts(["@lamp", "", "", "", "+cable", ""]),
    };
    const { text } = await shop(2, {}, sly).write({ count: 1 });
    expect(text.split("\r\n")[1]).toMatch(/^"'=1\+1",1,"cable","'\+cable",/);
    expect(text).toContain('\r\n"b,o",1,');
    expect(text).toContain('\r\n"c""y",1,');
    expect(text).toContain('\r\n"\'-d",1,');
    expect(textField("\t=1")).toBe('"\'\t=1"');
  });

  test("end when nobody waits for them any more", async () => {
    const { making, users } = shop(null).explorer.bulk({ segment: null, list: DEFAULT_LIST });
    let breaths = 0;
    const breathe = async () => {
      if (++breaths === 2) throw new Error("cancelled");
    };
    await expect(writeLists(making, users, breathe, () => {})).rejects.toThrow("cancelled");
    expect(breaths).toBe(2);
  });

  test("tell how far they are at most ten times a second", async () => {
    vi.useFakeTimers();
    try {
      const told: BulkProgress[] = [];
      const logits = (state: Parameters<RecommendModel["logits"]>[0]) => {
        vi.advanceTimersByTime(60);
        return smallModel().logits(state);
      };
      await shop(null, { logits }).write({}, (progress) => told.push(progress));
      // 60 ms a user: after the second and the fourth of five.
      expect(told.map(({ users }) => users)).toEqual([2, 4]);
      expect(told[1]).toMatchObject({ total: 5, perSecond: 1000 / 60, secondsLeft: 0.06 });
    } finally {
      vi.useRealTimers();
    }
  });

  test("are estimated by those of some users", async () => {
    vi.useFakeTimers();
    try {
      const logits = (state: Parameters<RecommendModel["logits"]>[0]) => {
        vi.advanceTimersByTime(1000);
        return smallModel().logits(state);
      };
      const { explorer, write } = shop(null, { logits });
      const { making, users } = explorer.bulk({ segment: null, list: DEFAULT_LIST });
      const estimate = await estimateLists(making, users, noBreath);
      expect(estimate).toMatchObject({ users: 5, lists: 5 });
      expect(estimate.seconds).toBeCloseTo(5, 1);
      const { text } = await write();
      expect(estimate.bytes / text.length).toBeCloseTo(1, 0);
    } finally {
      vi.useRealTimers();
    }
  });
});

test("a file in pieces holds every text once, in order, however long", async () => {
  const csv = new CsvParts();
  const texts = Array.from({ length: 300 }, (_, i) => `${i}ß`.repeat(i === 150 ? 2_000_000 : 20_000));
  for (const text of texts) csv.add(text);
  const blob = csv.blob();
  expect(blob.size).toBe(csv.size);
  expect((await blob.text()) === texts.join("")).toBe(true);
});
