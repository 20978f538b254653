import { describe, expect, it } from "vitest";
import { LONGEST_RECORD } from "../../../src/engine/read/records/recordReader";
import { briefly, ratingsOf, read, refusalOf } from "./reading";

const rejections = async (text: string) => {
  const { report } = await read(text);
  return report.examples.map(({ line, column, reason }) => `${line}, ${column}: ${reason}`);
};

describe("records", () => {
  it("takes delimiters, doubled quotes and line ends inside quotes as text", async () => {
    const { dataset } = await read('user,item,rating\n"a","5"" screen, black",1\n"b\nc",y,2\n"a",y,3\n');
    expect(ratingsOf(dataset)).toEqual([
      { user: "a", product: '5" screen, black', rating: 1 },
      { user: "b\nc", product: "y", rating: 2 },
      { user: "a", product: "y", rating: 3 },
    ]);
  });

  it("reads LF, CRLF and CR, mixed, with or without one at the end", async () => {
    const { dataset, report } = await read("user,item,rating\r\na,x,1\rb,y,2\nc,z,3\r\n\r\nd,x,4");
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2", "c z 3", "d x 4"]);
    expect(report).toMatchObject({ read: 4, headerLines: 1, blankLines: 1 });
  });

  it("counts blank and comment lines apart from records", async () => {
    const { report } = await read("# exported 2020\nuser,item,rating\n\na,x,1\n#b,y\n  \n# note\nc,y,2\n");
    expect(report).toMatchObject({ read: 2, accepted: 2, rejected: 0, blankLines: 2, commentLines: 3, headerLines: 1 });
  });

  it("reads a product whose name starts with #", async () => {
    const { dataset, report } = await read("item,user,rating\n#1 Lamp,a,1\nDesk,b,2\n");
    expect(ratingsOf(dataset)[0]).toEqual({ user: "a", product: "#1 Lamp", rating: 1 });
    expect(report.commentLines).toBe(0);
  });

  it("rejects with line, column and reason", async () => {
    expect(
      await rejections(
        "user,item,rating,date\na,x,1,2011-01-01\nb,x\nb,x,2,,more\n,x,2,\nb,NA,2,\nb,x,null,\n" +
          'b,x,tasty,\nb,x,2,soon\n"c\nd",y,,\ne,y,5,\n"f,y,3,\n',
      ),
    ).toEqual([
      "3, 0: too few fields",
      "4, 0: too many fields",
      "5, 1: no user",
      "6, 2: no product",
      "7, 3: no rating",
      "8, 3: rating is not a number",
      "9, 4: time is not a date",
      "10, 3: no rating",
      "13, 1: unclosed quote",
    ]);
  });

  it("accepts a short record that has its user, product and rating", async () => {
    const { dataset, report } = await read("user,item,rating,date,brand\na,x,1,2011-01-01,K\nb,y,2\nc,y,3,\nd,x\n");
    expect(ratingsOf(dataset)).toEqual([
      { user: "a", product: "x", rating: 1, time: 1_293_840_000, brand: "K" },
      { user: "b", product: "y", rating: 2, time: null, brand: "" },
      { user: "c", product: "y", rating: 3, time: null, brand: "" },
    ]);
    expect(report).toMatchObject({ read: 4, accepted: 3, shortRecords: 2, rejectedBy: { "too few fields": 1 } });
  });

  it("rejects a word for good or bad among figures", async () => {
    // Read as a thumb up it would be the lowest rating of five.
    const { dataset, report } = await read("user,item,rating\na,x,5\nb,y,good\nc,x,4\nd,y,3\n");
    expect(briefly(dataset)).toEqual(["a x 5", "c x 4", "d y 3"]);
    expect(report.rejectedBy).toEqual({ "rating is not a number": 1 });
  });

  it("loses nothing to delimiters at the end of lines", async () => {
    const { dataset, report } = await read("user;item;rating;\na;x;1;\nb;y;2;;;\nc;z;3\n");
    expect(dataset.size).toBe(3);
    expect(report.columns).toHaveLength(3);
    expect(report.shortRecords).toBe(0);
  });

  it("keeps the text of a rejected record as it is in the file, cut to 200 characters", async () => {
    const { report } = await read(`user,item,rating\na,x,1\nb,y,2\n"c,d",y,\n${"é".repeat(300)},y,none\n`);
    expect(report.examples.map(({ text }) => text)).toEqual(['"c,d",y,', "é".repeat(200)]);
  });
});

describe("quotes that do not close", () => {
  it("lose their own line only", async () => {
    const text = 'user,item,rating\na,x,1\nb,"5" screen,2\nc,"lamp",3\nd,y,4\n';
    const { dataset } = await read(text);
    expect(briefly(dataset)).toEqual(["a x 1", "c lamp 3", "d y 4"]);
    expect(await rejections(text)).toEqual(["3, 2: unclosed quote"]);
  });

  it("lose their own line only at the end of the file", async () => {
    const text = 'user,item,rating\na,x,1\nb,y,2\nc,"z,3\nd,x,4\ne,y,5';
    expect((await read(text)).dataset.size).toBe(4);
    expect(await rejections(text)).toEqual(["4, 2: unclosed quote"]);
  });

  it("lose their own line only where the next quote opens a field that lines later", async () => {
    // Up to the second quote it is one record of three fields; then comes text after a closing quote.
    const text = 'user,item,rating\na,"x,1\nb,y,2\nc,"z",3\nd,x,4\n';
    expect(briefly((await read(text)).dataset)).toEqual(["b y 2", "c z 3", "d x 4"]);
    expect(await rejections(text)).toEqual(["2, 2: unclosed quote"]);
  });

  it("lose their own line only when they swallow more than the longest record", async () => {
    const row = (i: number) => `u${i},p${i % 7},${1 + (i % 5)}\n`;
    const rows = (from: number, count: number) => Array.from({ length: count }, (_, i) => row(from + i)).join("");
    const after = Math.ceil((LONGEST_RECORD * 3) / row(100_000).length);
    const { dataset, report } = await read(`user,item,rating\n${rows(0, 10)}v,"p,1\n${rows(100_000, after)}`);
    expect(dataset.size).toBe(10 + after);
    expect(report.examples).toEqual([{ file: 0, line: 12, column: 2, reason: "unclosed quote", text: 'v,"p,1' }]);
  });

  it("are told apart from a line without end", async () => {
    const text = `user,item,rating\na,x,1\nb,${"y".repeat(LONGEST_RECORD * 2)},2\n`;
    expect(await refusalOf(read(text))).toMatch(/^Line 3 of ratings.csv is longer than 1,048,576 bytes\./);
  });
});
