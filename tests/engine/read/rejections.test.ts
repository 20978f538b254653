import { describe, expect, it } from "vitest";
import { KEPT_REJECTIONS, Rejections } from "../../../src/engine/read/reading/rejections";

const csv = (rejections: Rejections) => [...rejections.csv()].join("");

describe("rejected records", () => {
  it("are saved as CSV with line, column, reason and text", () => {
    const rejections = new Rejections(["a.csv"]);
    rejections.add(0, 2, 1, "no user", () => ',"x",1');
    rejections.add(0, 9, 0, "too many fields", () => "a,b,c,d\ne");
    expect(csv(rejections)).toBe(
      '\uFEFFline,column,reason,text\r\n2,1,no user,",""x"",1"\r\n9,,too many fields,"a,b,c,d\ne"\r\n',
    );
  });

  it("name their file where there are several", () => {
    const rejections = new Rejections(["a.csv", '=b "2".csv']);
    rejections.add(0, 2, 3, "no rating", () => "a,x,");
    rejections.add(1, 2, 3, "no rating", () => "b,y,");
    expect(csv(rejections)).toBe(
      "\uFEFFfile,line,column,reason,text\r\n" +
        '"a.csv",2,3,no rating,"a,x,"\r\n' +
        `"'=b ""2"".csv",2,3,no rating,"b,y,"\r\n`,
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])("cannot run as the formula %j", (text) => {
    const rejections = new Rejections();
    rejections.add(0, 1, 1, "no user", () => text);
    expect(csv(rejections)).toBe(`\uFEFFline,column,reason,text\r\n1,1,no user,"'${text}"\r\n`);
  });

  it("are counted beyond those that are kept, and their text is not asked for", () => {
    const rejections = new Rejections();
    let asked = 0;
    const text = () => {
      asked++;
      return "a,x,";
    };
    for (let line = 1; line <= KEPT_REJECTIONS + 5; line++) rejections.add(0, line, 3, "no rating", text);
    expect(asked).toBe(KEPT_REJECTIONS);
    expect(rejections.count).toBe(KEPT_REJECTIONS + 5);
    expect(rejections.byReason).toEqual({ "no rating": KEPT_REJECTIONS + 5 });
    expect(rejections.examples()).toHaveLength(100);
    const lines = [...rejections.csv()];
    expect(lines).toHaveLength(1 + KEPT_REJECTIONS + 1);
    expect(lines.at(-1)).toBe(',,,"5 more rejected records are not listed"\r\n');
  });

  it("name their commonest reason with its first record", () => {
    const rejections = new Rejections();
    expect(rejections.commonest()).toBeNull();
    rejections.add(0, 1, 1, "no user", () => "one");
    rejections.add(0, 2, 3, "no rating", () => "two");
    rejections.add(0, 3, 3, "no rating", () => "three");
    const example = { file: 0, line: 2, column: 3, reason: "no rating", text: "two" };
    expect(rejections.commonest()).toEqual({ count: 2, example });
  });

  it("of a later part of a file are put after those before, at their lines of the file", () => {
    const [first, second] = [new Rejections(["a.csv"]), new Rejections()];
    first.add(0, 7, 1, "no user", () => "one");
    second.add(0, 3, 3, "no rating", () => "two, ü");
    second.add(0, 4, 1, "no user", () => "three");
    first.absorb(second.part(), 10);
    expect(first.byReason).toEqual({ "no user": 2, "no rating": 1 });
    expect(first.examples().map(({ line, column, text }) => [line, column, text])).toEqual([
      [7, 1, "one"],
      [13, 3, "two, ü"],
      [14, 1, "three"],
    ]);
  });
});
