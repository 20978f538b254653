import { describe, expect, it } from "vitest";
import { briefly, read, refusalOf } from "./reading";
import { expected, SHOP, type Written, written } from "./shop";

const rows = (rating: (r: Written) => string) => SHOP.map(rating).join("\n");
const users = [...new Set(SHOP.map(({ user }) => user))].sort((a, b) => a - b);
const cell = (user: number, product: number) => SHOP.find((r) => r.user === user && r.product === product)?.rating;
const products = [0, 1, 2, 3, 4, 5];
/** Cells of a table of all users and products that hold no rating. */
const EMPTY = users.length * products.length - SHOP.length;

describe("a wide table is read as one rating a cell", () => {
  const wide = (corner: string, empty: string, label: (p: number) => string, delimiter = ",") =>
    [
      [corner, ...products.map(label)].join(delimiter),
      ...users.map((u) => [`u${u}`, ...products.map((p) => cell(u, p) ?? empty)].join(delimiter)),
    ].join("\n");
  const sorted = (lines: string[]) => [...lines].sort();

  it.each([
    ["blank", "user", "", ","],
    ["null", "", "null", "\t"],
    ["0", "user_id", "0", ";"],
    ["-", "user_id", "-", ","],
  ])("%s for none", async (_, corner, empty, delimiter) => {
    const { dataset, report } = await read(wide(corner, empty, (p) => `Film ${p}`, delimiter));
    expect(sorted(briefly(dataset))).toEqual(
      sorted(
        expected(
          (u) => `u${u}`,
          (p) => `Film ${p}`,
        ),
      ),
    );
    expect(report).toMatchObject({ format: "wide table", guesses: { delimiter: { value: delimiter } } });
    expect(report).toMatchObject({ read: SHOP.length, rejected: 0, emptyCells: EMPTY });
  });

  it("with 99 for none, which is asked about", async () => {
    const { dataset, report } = await read(wide("user", "99", (p) => `Film ${p}`));
    expect(dataset.size).toBe(SHOP.length);
    expect(report).toMatchObject({ read: SHOP.length, rejected: 0, emptyCells: EMPTY });
    expect(report.questions!.map(({ id }) => id)).toContain("missingRatings");
  });

  it("either way round, as the answer says", async () => {
    const text = wide("", "", (p) => `Film ${p}`);
    const { report } = await read(text);
    const [question] = report.questions!;
    expect(question!.id).toBe("table");
    const other = question!.answers.find(({ change }) => change.table === "products-down")!;
    const { dataset } = await read(text, other.change);
    expect(sorted(briefly(dataset))).toEqual(sorted(SHOP.map((r) => `Film ${r.product} u${r.user} ${r.rating}`)));
  });

  it("as it is where the answer is that it is none", async () => {
    const text = wide("user", "", (p) => `Film ${p}`);
    expect(await refusalOf(read(text, { table: "long" }))).toMatch(/no product column/);
  });

  it("after lines that are none of it, which are counted apart", async () => {
    const text = `The club\nspring term\n\n${wide("user", "", (p) => `Film ${p}`)}`;
    const { dataset, report } = await read(text);
    expect(dataset.size).toBe(SHOP.length);
    expect(report).toMatchObject({ format: "wide table", passedOver: 2, rejected: 0 });
  });

  it("of 1 for chosen and 0 for not as choices", async () => {
    const text = ["user", ...products.map((p) => `Item ${p}`)].join();
    const lines = users.map((u) => [`u${u}`, ...products.map((p) => (cell(u, p) ? 1 : 0))].join());
    const { dataset } = await read([text, ...lines].join("\n"));
    expect(dataset).toMatchObject({ feedback: "implicit", size: SHOP.length });
  });

  it("unless its columns measure different things", async () => {
    const lines = users.map((u) => `${u},n${u},${20 + u},${150 + 2 * u},${50 + u},${3 * u}`);
    await expect(read(["id,name,age,height,weight,visits", ...lines].join("\n"))).rejects.toThrow(/details of/);
  });
});

describe("lines of baskets", () => {
  const basketOf = (u: number) => ["tea", "oil", "rice", "milk"].filter((_, i) => (u + 3) & (1 << i));
  const text = users.map((u) => basketOf(u).join()).join("\n");

  it("are a user each, of all that stands in them, which is asked", async () => {
    const { dataset, report } = await read(text);
    expect(briefly(dataset)).toEqual(users.flatMap((u) => basketOf(u).map((product) => `${u + 1} ${product} 1`)));
    expect(report).toMatchObject({ format: "baskets", rejected: 0 });
    expect(dataset.feedback).toBe("implicit");
    expect(report.questions).toMatchObject([{ id: "table", default: 0, answers: [{}, { change: { table: "long" } }] }]);
  });

  it("are records where the answer is that they are none, and can be baskets again", async () => {
    const { report } = await read(text, { table: "long" });
    expect(report).toMatchObject({ format: "delimited text", questions: [{ id: "table", default: 1 }] });
  });
});

describe("JSON is read by its keys", () => {
  const named = (r: Written) => ({ user: `u${r.user}`, item: `i${r.product}`, rating: r.rating });
  const byUser = users.map((u) => [
    `u${u}`,
    Object.fromEntries(SHOP.filter((r) => r.user === u).map((r) => [`i${r.product}`, r.rating])),
  ]);
  const ids = expected(
    (u) => `u${u}`,
    (p) => `i${p}`,
  );

  it.each([
    ["a line each", rows((r) => JSON.stringify(named(r)))],
    ["a list", JSON.stringify(SHOP.map(named))],
    ["a list over many lines", JSON.stringify(SHOP.map(named), null, 2)],
    ["a list inside an object", JSON.stringify({ count: SHOP.length, reviews: SHOP.map(named) })],
    ["lists without keys", JSON.stringify(SHOP.map((r) => Object.values(named(r))))],
    [
      "columns by name",
      JSON.stringify({
        user: SHOP.map((r) => `u${r.user}`),
        item: SHOP.map((r) => `i${r.product}`),
        rating: SHOP.map((r) => r.rating),
      }),
    ],
    [
      "as Python writes it",
      rows(
        (r) => `{'user': 'u${r.user}', 'item': 'i${r.product}', 'text': "it's", 'rating': ${r.rating}.0, 'ok': True}`,
      ),
    ],
    [
      "as a database exports it",
      rows((r) =>
        JSON.stringify({ _id: { $oid: `a${r.at}` }, ...named(r), rating: { $numberDouble: `${r.rating}.0` } }),
      ),
    ],
    [
      "one level down",
      JSON.stringify(
        SHOP.map((r) => ({ user: { id: `u${r.user}` }, product: { id: `i${r.product}` }, rating: r.rating })),
      ),
    ],
  ])("%s", async (_, text) => {
    const { dataset, report } = await read(text);
    expect(briefly(dataset)).toEqual(ids);
    expect(report.format).toMatch(/^JSON/);
  });

  it.each([
    ["users with their ratings by product", JSON.stringify(Object.fromEntries(byUser))],
    [
      "a list of such users",
      JSON.stringify(
        byUser.map(([username, ratings]) => ({ username, ratings })),
        null,
        1,
      ),
    ],
  ])("%s", async (_, text) => {
    const { dataset } = await read(text);
    expect(briefly(dataset).sort()).toEqual([...ids].sort());
  });

  it("is refused as JSON where it holds no ratings", async () => {
    expect(await refusalOf(read('{"name": "a package", "version": 3}'))).toMatch(/JSON/);
  });
});

describe("other ways to divide and quote", () => {
  const plain =
    (d: string) =>
    ({ user, product, rating }: Written) =>
      [user, 100 + product, rating].join(d);

  it.each([
    ["blank", " "],
    ["exclamation mark", "!"],
    ["tilde", "~"],
    ["control character", "\u0001"],
  ])("%s", async (_, d) => {
    const { dataset, report } = await read(written("", plain(d)));
    expect(briefly(dataset)).toEqual(expected());
    expect(report.guesses.delimiter.value).toBe(d);
  });

  it.each([
    ["blanks that align columns", written("", (r) => plain("     ")(r).padStart(20))],
    ["single quotes", written("'user','item','rating'", (r) => `'${r.user}','${100 + r.product}','${r.rating}'`)],
    ["each line in quotes", written('"user,item,rating"', (r) => `"${plain(",")(r)}"`)],
    ["blanks before quotes", written("user, item, rating, text", (r) => `${plain(", ")(r)}, "good, really"`)],
    ["quotes after backslashes", written("user,item,rating,text", (r) => `${plain(",")(r)},"he said \\"no\\", then"`)],
    ["bars within a field", written("user,item,rating,genres", (r) => `${plain(",")(r)},A|B|C|D|E|F`)],
    ["a line that names the delimiter", `sep=;\n${written("user;item;rating", plain(";"))}`],
    ["notes before the header", `Report: reviews\nBy: shop\n\n${written("user,item,rating", plain(","))}`],
    ["a header of two lines", written("User,Product,Feedback\nID,ID,Rating", plain(","))],
  ])("%s", async (_, text) => {
    const { dataset, report } = await read(text);
    expect(briefly(dataset)).toEqual(expected());
    expect(report.rejected).toBe(0);
  });

  it("takes quotes between tabs that close nothing for text", async () => {
    const name = ['"Both"', '"Open', 'A "B" C', "Tea", '15" screen', "Oil"];
    const { dataset } = await read(
      written("user\tproduct\trating", (r) => `u${r.user}\t${name[r.product]}\t${r.rating}`),
    );
    expect(briefly(dataset)).toEqual(
      expected(
        (u) => `u${u}`,
        (p) => name[p],
      ),
    );
  });

  it("counts the lines before the table apart", async () => {
    const { report } = await read(`Report\nBy: shop\n\n${written("user,item,rating", plain(","))}`);
    expect(report).toMatchObject({ passedOver: 3, blankLines: 0, rejected: 0, headerLines: 1 });
  });

  it("puts the product of a block of lines on each of them", async () => {
    const text = products.map(
      (p) =>
        `${p}:\n${SHOP.filter((r) => r.product === p)
          .map((r) => `${r.user},${r.rating},${r.day}`)
          .join("\n")}\n`,
    );
    const { dataset } = await read(text.join(""));
    expect(briefly(dataset).sort()).toEqual(expected(undefined, (p) => `${p}`).sort());
  });
});

describe("what is no table of ratings is named", () => {
  it.each([
    ["<!DOCTYPE html>\n<html><body>Not found</body></html>\n", /web page \(HTML\)/],
    ["version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", /Git LFS pointer/],
    [
      written("Title,ISBN,My Rating,Date Read", (r) => `Book ${r.at},${1000 + r.at},${r.rating},${r.day}`),
      /one person/,
    ],
    [written("", (r) => `${r.at}|${20 + r.user}|${r.at % 2 ? "M" : "F"}|other|8571${r.user}`), /details of users/],
  ])("%#", async (text, sentence) => {
    await expect(read(text)).rejects.toThrow(sentence);
  });
});
