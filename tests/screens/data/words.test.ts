import { expect, test } from "vitest";
import { fitnessSentence } from "../../../src/screens/data/fitness";
import { balanceSentence, dialectText, otherLines, speedText } from "../../../src/screens/data/quality";
import { assignRole } from "../../../src/screens/data/roles";
import { electronics, report } from "./fixtures";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

test("data whose users rated once are said to personalise little", () => {
  expect(plain(fitnessSentence(electronics))).toBe(
    "91 % of users rated once: expect little personalisation; product and brand effects will carry the model.",
  );
  expect(plain(fitnessSentence({ ...electronics, segments: {} }))).toContain("; product effects will carry");
});

test("data with history are said to be enough for personal lists, with the numbers", () => {
  const dense = { ...electronics, ratings: 40_000, users: 6_000, singleRatingUsers: 0.12 };
  expect(plain(fitnessSentence(dense))).toBe(
    "6,000 users rated 6.67 products each on average, 12 % of them only once: enough history for personal lists.",
  );
});

test("data in between say for whom personalisation is possible", () => {
  expect(plain(fitnessSentence({ ...electronics, singleRatingUsers: 0.55 }))).toMatch(/^55 % .* the other 45 % can/);
});

test("records read are accounted for in one line", () => {
  expect(plain(balanceSentence(report))).toBe("1,013 records read = 1,000 accepted + 10 rejected + 3 merged.");
});

test("lines that are no records are counted apart", () => {
  expect(otherLines(report)).toBe("1 header, 2 blank, no comment");
});

test("it is said how the file was taken apart", () => {
  expect(dialectText(report)).toBe("semicolon, with header");
  expect(dialectText({ ...report, dialect: { delimiter: "\t", encoding: "utf-8", hasHeader: false } })).toBe(
    "tab, without header",
  );
  expect(plain(speedText(report))).toBe("0.1 s, 10,100/s");
});

test("a role that a column takes is taken from the column that had it", () => {
  expect(assignRole(report.columns, 3, "rating")).toEqual({ 2: "ignore", 3: "rating" });
  expect(assignRole(report.columns, 3, "time")).toEqual({ 3: "time" });
  expect(assignRole(report.columns, 2, "ignore")).toEqual({ 2: "ignore" });
});
