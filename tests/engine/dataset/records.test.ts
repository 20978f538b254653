import { describe, expect, it } from "vitest";
import { LONGEST_RECORD } from "../../../src/engine/dataset/records";
import { ratingsOf, read } from "./reading";

const rejections = async (text: string) => {
  const { report } = await read(text);
  return report.examples.map(({ line, reason }) => `${line}: ${reason}`);
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
    expect(ratingsOf(dataset).map(({ user, rating }) => `${user}${rating}`)).toEqual(["a1", "b2", "c3", "d4"]);
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

  it("rejects with the line and the reason", async () => {
    expect(
      await rejections(
        'user,item,rating,date\na,x,1,2011-01-01\nb,x\nb,x,2,,more\n,x,2,\nb,NA,2,\nb,x,null,\nb,x,good,\nb,x,2,soon\n"c\nd",y,,\ne,y,5,',
      ),
    ).toEqual([
      "3: too few fields",
      "4: too many fields",
      "5: no user",
      "6: no product",
      "7: no rating",
      "8: rating is not a number",
      "9: time is not a date",
      "10: no rating",
    ]);
  });

  it("loses nothing to delimiters at the end of lines", async () => {
    const { dataset, report } = await read("user;item;rating;\na;x;1;\nb;y;2;;;\nc;z;3\n");
    expect(dataset.size).toBe(3);
    expect(report.columns).toHaveLength(3);
  });

  it("keeps the text of a rejected record as it is in the file, cut to 200 characters", async () => {
    const { report } = await read(`user,item,rating\na,x,1\nb,y,2\n"c,d",y,\n${"e".repeat(300)},y,none\n`);
    expect(report.examples.map(({ text }) => text.trimEnd())).toEqual(['"c,d",y,', "e".repeat(200)]);
  });

  it("keeps the last of several ratings of one product by one user, in the place of the first", async () => {
    const { dataset, report } = await read(
      "user,item,rating,date,brand\na,x,1,2011-01-01,K\na,y,2,2011-01-02,K\na,x,5,2012-01-01,L\nb,x,3,,\na,x,4,,\n",
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: "a", product: "x", rating: 4, time: null, brand: "" },
      { user: "a", product: "y", rating: 2, time: 1_293_926_400, brand: "K" },
      { user: "b", product: "x", rating: 3, time: null, brand: "" },
    ]);
    expect(report).toMatchObject({ read: 5, accepted: 3, merged: 2, rejected: 0 });
  });
});

describe("quotes that do not close", () => {
  it("lose their own line only", async () => {
    const text = 'user,item,rating\na,x,1\nb,"5" screen,2\nc,"lamp",3\nd,y,4\n';
    const { dataset } = await read(text);
    expect(ratingsOf(dataset).map(({ user }) => user)).toEqual(["a", "c", "d"]);
    expect(await rejections(text)).toEqual(["3: unclosed quote"]);
  });

  it("lose their own line only at the end of the file", async () => {
    const text = 'user,item,rating\na,x,1\nb,y,2\nc,"z,3\nd,x,4\ne,y,5';
    expect((await read(text)).dataset.size).toBe(4);
    expect(await rejections(text)).toEqual(["4: unclosed quote"]);
  });

  it("lose their own line only when they swallow more than the longest record", async () => {
    const row = (i: number) => `u${i},p${i % 7},${1 + (i % 5)}\n`;
    const rows = (from: number, count: number) => Array.from({ length: count }, (_, i) => row(from + i)).join("");
    const after = Math.ceil((LONGEST_RECORD * 3) / row(100_000).length);
    const { dataset, report } = await read(`user,item,rating\n${rows(0, 10)}v,"p,1\n${rows(100_000, after)}`);
    expect(dataset.size).toBe(10 + after);
    expect(report.examples).toEqual([{ line: 12, reason: "unclosed quote", text: 'v,"p,1' }]);
  });

  it("are told apart from a line without end", async () => {
    const text = `user,item,rating\na,x,1\nb,${"y".repeat(LONGEST_RECORD * 2)},2\n`;
    await expect(read(text)).rejects.toThrow(/^Line 3 of ratings.csv is longer than 1,048,576 characters\./);
  });
});
