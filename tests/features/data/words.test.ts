import { expect, test } from "vitest";
import type { DetailsReport } from "../../../src/engine/read/types";
import { detailsSentence } from "../../../src/features/data/DetailsCard";
import { fitnessOf, fitnessSentence } from "../../../src/features/data/fitness";
import { guessControls, repeatsSentence, whyText } from "../../../src/features/data/guesses";
import { balanceSentence, otherLines, speedText } from "../../../src/features/data/quality";
import { questionsOf } from "../../../src/features/data/questions";
import { assignRole, guessText } from "../../../src/features/data/roles";
import { datasetSummary, PLAIN_GUESSES, readReport } from "../../setup/reading";
import { electronics, report } from "./fixtures";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

test("data whose users rated once are said to personalise little", () => {
  expect(plain(fitnessSentence(electronics))).toBe(
    "91 % of users rated once: expect little personalisation; product and brand effects will carry the model.",
  );
  expect(plain(fitnessSentence({ ...electronics, segments: {} }))).toContain("; product effects will carry");
});

test("data with history are said to be enough for personal lists, with the numbers", () => {
  const perUser = { mean: 6.67, median: 5, ninthDecile: 12, most: 90, once: 0.12, fiveOrMore: 0.6 };
  const dense = datasetSummary({ ratings: 40_000, users: 6_000, perUser });
  expect(plain(fitnessSentence(dense))).toBe(
    "6,000 users rated 6.67 products each on average, 12 % of them only once: enough history for personal lists.",
  );
});

test("data in between say for whom personalisation is possible", () => {
  const perUser = { ...electronics.perUser, once: 0.55 };
  expect(plain(fitnessSentence({ ...electronics, perUser }))).toMatch(/^55 % .* the other 45 % can/);
});

test("what can and cannot be learnt is told with numbers", () => {
  const { can, cannot } = fitnessOf(electronics);
  expect(can.map(plain)).toEqual([
    "How a user would rate a product, and which products rate high.",
    "All 9,560 products by themselves: they have five ratings or more.",
    "How things changed from 13 Jun 1999 to 1 Oct 2018.",
  ]);
  expect(cannot.map(plain)).toEqual([
    "The effect of the brand for most ratings: it is known for 25.6 % of them.",
    "The effect of the user’s gender for most ratings: it is known for 13.5 % of them.",
  ]);
});

test("other segments go by the names of their columns", () => {
  const summary = datasetSummary({
    segments: {
      productGroup: { name: "SIZE", values: 5, known: 0.9 },
      userGroup: { name: "age_group", values: 7, known: 0.2 },
    },
  });
  const { can, cannot } = fitnessOf(summary);
  expect(can.map(plain)).toContain("The effect of the product’s SIZE, known for 90 % of the ratings.");
  expect(cannot.map(plain)).toContain(
    "The effect of the user’s age group for most ratings: it is known for 20 % of them.",
  );
  const details = { file: "d.csv", products: 50, matched: 50, skipped: 0, roles: ["product", "productGroup", "title"] };
  expect(plain(detailsSentence(details as DetailsReport, summary))).toBe(
    "d.csv tells title and SIZE of 50 of the 50 products.",
  );
});

test("ratings that are nearly all alike, few of them and without times are said to tell little", () => {
  const summary = datasetSummary({
    ratings: 100,
    products: 50,
    perProduct: { mean: 2, median: 2, ninthDecile: 4, most: 6, once: 0.3, fiveOrMore: 0.1 },
    timeSpan: null,
    timed: null,
    commonest: { rating: 5, count: 80 },
  });
  const { can, cannot } = fitnessOf(summary);
  expect(can.map(plain)).toEqual([
    "Which products rate high.",
    "5 of 50 products by themselves: they have five ratings or more.",
  ]);
  expect(cannot.map(plain)).toEqual([
    "Much about degrees of liking: 80 % of the ratings are 5.",
    "Much about the other 45 products: what is said of them leans on averages.",
    "How tastes change: there are no times, so no test on the newest ratings either.",
    "Small differences between models: they would be tested on 10 ratings.",
  ]);
});

test("a file without ratings is said to tell what goes together, not what is liked", () => {
  const { verdict, can, cannot } = fitnessOf(datasetSummary({ feedback: "implicit" }));
  expect(plain(verdict)).toContain("200 users chose 5 products each");
  expect(can[0]).toContain("Which products go together");
  expect(cannot[0]).toContain("the file says what was chosen, not how it was rated");
});

test("records read are accounted for in one line", () => {
  expect(plain(balanceSentence(report))).toBe("1,013 records read = 1,000 accepted + 10 rejected + 3 merged.");
});

test("lines that are no records are counted apart", () => {
  expect(otherLines(report)).toBe("1 header, 2 blank, no comment");
});

test("the speed of a reading is told in records", () => {
  expect(plain(speedText(report))).toBe("0.1 s, 10,100/s");
});

test("a role that a column takes is taken from the column that had it", () => {
  expect(assignRole(report.columns, 3, "rating")).toEqual({ 2: "ignore", 3: "rating" });
  expect(assignRole(report.columns, 3, "time")).toEqual({ 3: "time" });
  expect(assignRole(report.columns, 2, "ignore")).toEqual({ 2: "ignore" });
});

test("a role says where it comes from and how sure it is", () => {
  expect(report.columns.map(guessText)).toEqual([
    "guessed from the values, likely",
    "guessed from the values, likely",
    "guessed from the header",
    "guessed from the values",
  ]);
  expect(guessText({ name: "x", role: "user", guessedFrom: "user", confidence: "chosen" })).toBe("chosen by you");
});

test("a guess says how sure it is and why, a choice that it is one", () => {
  expect(whyText(report.guesses.delimiter)).toBe("Sure: every record has 4 fields");
  expect(whyText({ confidence: "unsure", because: "x" })).toBe("Not sure: x");
  expect(whyText({ confidence: "chosen", because: "x" })).toBe("Chosen by you");
});

test("only what the file leaves to guess can be changed, each to a choice of its own", () => {
  const keys = guessControls(PLAIN_GUESSES).map(({ key }) => key);
  expect(keys).toEqual(["delimiter", "encoding", "hasHeader", "duplicates"]);
  const zeroMeans = { value: "rating", confidence: "unsure", because: "x" } as const;
  const controls = guessControls({ ...PLAIN_GUESSES, zeroMeans });
  expect(controls.find(({ key }) => key === "zeroMeans")).toMatchObject({ value: "rating", isOpen: true });
  expect(controls.map(({ choose, choices }) => choose(choices.at(-1)!.value))).toEqual([
    { delimiter: "::" },
    { encoding: "utf-16be" },
    { hasHeader: false },
    { zeroMeans: "missing" },
    { duplicates: "all" },
  ]);
});

test("repeats are told with the rule that they were merged by", () => {
  expect(repeatsSentence(report)).toBe("3 records repeat a user and a product: the last one counts.");
  expect(repeatsSentence(readReport({ repeated: 0 }))).toBeNull();
  const guesses = { ...PLAIN_GUESSES, duplicates: null };
  expect(repeatsSentence(readReport({ repeated: 1, guesses }))).toBe(
    "1 record repeats a user and a product: how often is added up.",
  );
});

test("zeros are asked about until they are answered", () => {
  const zeroMeans = { value: "missing", confidence: "unsure", because: "they are many" } as const;
  const asked = readReport({ zeros: 606, guesses: { ...PLAIN_GUESSES, zeroMeans } });
  expect(questionsOf(asked).map(({ text }) => plain(text))).toEqual([
    "606 records of this file (60 %) rate 0. In some files that is the lowest rating, in others it stands for none. " +
      "For now they are left out: they are many.",
  ]);
  expect(questionsOf(asked)[0]!.answers.map(({ change }) => change)).toEqual([
    { zeroMeans: "rating" },
    { zeroMeans: "missing" },
  ]);
  const answered = { ...zeroMeans, confidence: "chosen" } as const;
  expect(questionsOf({ ...asked, guesses: { ...PLAIN_GUESSES, zeroMeans: answered } })).toEqual([]);
});

test("dates that can be read either way are asked about", () => {
  const dateOrder = { value: "day-first", confidence: "unsure", because: "x" } as const;
  const [question] = questionsOf(readReport({ guesses: { ...PLAIN_GUESSES, dateOrder } }));
  expect(question?.text).toContain("For now the day comes first.");
  const sure = { ...dateOrder, confidence: "sure" } as const;
  expect(questionsOf(readReport({ guesses: { ...PLAIN_GUESSES, dateOrder: sure } }))).toEqual([]);
});

test("product details say what they tell, of how many, and what they could not be joined to", () => {
  const details = { file: "products.csv", products: 60, matched: 48, skipped: 1 };
  const roles = ["product" as const, "title" as const, "ignore" as const, "brand" as const];
  expect(plain(detailsSentence({ ...details, roles }, datasetSummary()))).toBe(
    "products.csv tells title and brand of 48 of the 50 products. 12 products in it have no rating here. " +
      "1 record without a new product id was skipped.",
  );
});
