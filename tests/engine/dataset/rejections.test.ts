import { describe, expect, it } from "vitest";
import { KEPT_REJECTIONS, Rejections } from "../../../src/engine/dataset/rejections";

describe("rejected records", () => {
  it("are saved as CSV with line, reason and text", () => {
    const rejections = new Rejections();
    rejections.add(2, "no user", ',"x",1');
    rejections.add(9, "too many fields", "a,b,c,d\ne");
    expect([...rejections.csv()].join("")).toBe(
      'line,reason,text\r\n2,no user,",""x"",1"\r\n9,too many fields,"a,b,c,d\ne"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])("cannot run as the formula %j", (text) => {
    const rejections = new Rejections();
    rejections.add(1, "no user", text);
    expect([...rejections.csv()].join("")).toBe(`line,reason,text\r\n1,no user,"'${text}"\r\n`);
  });

  it("are counted beyond those that are kept", () => {
    const rejections = new Rejections();
    for (let line = 1; line <= KEPT_REJECTIONS + 5; line++) rejections.add(line, "no rating", "a,x,");
    expect(rejections.count).toBe(KEPT_REJECTIONS + 5);
    expect(rejections.byReason).toEqual({ "no rating": KEPT_REJECTIONS + 5 });
    expect(rejections.examples()).toHaveLength(100);
    const lines = [...rejections.csv()];
    expect(lines).toHaveLength(1 + KEPT_REJECTIONS + 1);
    expect(lines.at(-1)).toBe(',,"5 more rejected records are not listed"\r\n');
  });

  it("name their commonest reason with its first record", () => {
    const rejections = new Rejections();
    expect(rejections.commonest()).toBeNull();
    rejections.add(1, "no user", "one");
    rejections.add(2, "no rating", "two");
    rejections.add(3, "no rating", "three");
    expect(rejections.commonest()).toEqual({ count: 2, example: { line: 2, reason: "no rating", text: "two" } });
  });
});
