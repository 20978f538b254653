import { expect, test } from "vitest";
import type { Column, DatasetSummary, DetailsReport, ReadQuestion } from "../../../src/engine/read/types";
import { detailsSentence } from "../../../src/features/data/DetailsCard";
import { fitnessOf, fitnessSentence } from "../../../src/features/data/fitness";
import { foundSentence, toSettle } from "../../../src/features/data/found";
import { guessControls, questionControls, repeatsSentence, whyText } from "../../../src/features/data/guesses";
import { balanceSentence, otherLines, passedOverText, speedText } from "../../../src/features/data/quality";
import { choiceQuestions, openQuestions } from "../../../src/features/data/questions";
import { assignRole, guessText } from "../../../src/features/data/roles";
import { alarmsIn, mendedIn } from "../../../src/features/data/warnings";
import { datasetSummary, PLAIN_GUESSES, readReport } from "../../setup/reading";
import { electronics, report } from "./fixtures";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

const answersOf = (summary: DatasetSummary) =>
  fitnessOf(summary).answers.map(({ what, answer, why }) => plain(`${what}: ${answer}, ${why}`));

test("data whose users rated once have ratings by averages and no personal lists", () => {
  expect(answersOf(electronics)).toEqual([
    "Predicted ratings: partly, 91 % of users rated once: product and brand averages decide",
    "Personal lists: no, 91 % of users rated once: nearly everybody gets what is good for all",
  ]);
  expect(answersOf({ ...electronics, segments: {} })[0]).toContain(": product averages decide");
});

test("data with history are enough for both, with the numbers", () => {
  const perUser = { mean: 6.67, median: 5, ninthDecile: 12, most: 90, once: 0.12, fiveOrMore: 0.6 };
  const dense = datasetSummary({ ratings: 40_000, users: 6_000, perUser });
  expect(answersOf(dense)).toEqual([
    "Predicted ratings: yes, 6,000 users gave 800 ratings a product on average",
    "Personal lists: yes, users rated 6.67 products each on average, 12 % only one",
  ]);
  expect(plain(fitnessSentence(dense))).toMatch(/^Predicted ratings: yes, .*; personal lists: yes, .*\.$/);
});

test("data in between say for whom a list of their own is possible", () => {
  const perUser = { ...electronics.perUser, once: 0.55 };
  expect(answersOf({ ...electronics, perUser })[1]).toBe(
    "Personal lists: partly, 55 % of users rated once: the other 45 % can get a list of their own",
  );
});

test("what is said of liking never contradicts the answer about ratings", () => {
  const alike = (share: number) => datasetSummary({ commonest: { rating: 5, count: 1000 * share } });
  expect(answersOf(alike(0.97))[0]).toBe("Predicted ratings: no, 97 % of the ratings are 5");
  expect(fitnessOf(alike(0.97)).cannot).toContain("Which products rate high.");
  expect(answersOf(alike(0.8))[0]).toMatch(/^Predicted ratings: partly, 80 %/);
  expect(fitnessOf(alike(0.8)).can).toContain("Which products rate high.");
});

test("what can and cannot be learnt is told with numbers", () => {
  const { can, cannot } = fitnessOf(electronics);
  expect(can.map(plain)).toEqual([
    "Which products rate high.",
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
    "Much about the other 45 products: what is said of them leans on averages.",
    "How tastes change: there are no times, so no test on the newest ratings either.",
    "Small differences between models: they would be tested on 10 ratings.",
  ]);
});

test("a file without ratings is said to tell what goes together, not what is liked", () => {
  const summary = datasetSummary({ feedback: "implicit" });
  expect(answersOf(summary)).toEqual([
    "Predicted ratings: no, the file says what was chosen, not how it was rated",
    "Personal lists: yes, users chose 5 products each on average, 30 % only one",
  ]);
  const { can, cannot } = fitnessOf(summary);
  expect(can[0]).toBe("Which products go together.");
  expect(cannot[0]).toContain("not to have chosen a product may mean not to know it");
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
  const named: Column = { ...report.columns[0], because: "by the words of its name" };
  expect(guessText(named)).toBe("by the words of its name, likely");
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
    { delimiter: " " },
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

const table: ReadQuestion = {
  id: "table",
  question: "Which way round does it lie?",
  answers: [
    { label: "A user a line", change: { table: "users-down" } },
    { label: "A product a line", change: { table: "products-down" } },
  ],
  default: 0,
};

test("a question is open until its choice has been made, and its answer can be changed afterwards", () => {
  const asked = readReport({ questions: [table] });
  expect(openQuestions(asked)).toEqual([table]);
  const answered = readReport({ questions: [{ ...table, default: 1 }], options: { table: "products-down" } });
  expect(openQuestions(answered)).toEqual([]);
  const [control] = questionControls(choiceQuestions(answered), answered.options);
  expect(control).toMatchObject({ label: "The table lies", value: "1", why: "Chosen by you", isOpen: false });
  expect(control!.choose("0")).toEqual({ table: "users-down" });
});

test("a question about a role stays open whatever other roles were chosen", () => {
  const who = {
    id: "user",
    question: "Which?",
    answers: [{ label: "a", change: { roles: { 0: "user" } } }],
    default: 0,
  };
  const asked = readReport({ questions: [who as ReadQuestion], options: { roles: { 3: "rating" } } });
  expect(openQuestions(asked)).toHaveLength(1);
  expect(choiceQuestions(asked)).toEqual([]);
});

test("cells with several values are told, asked about where that is unsure, and only to be changed elsewhere", () => {
  const summary = datasetSummary({
    timeSpan: null,
    segments: { category: { name: "genres", values: 18, known: 1, separator: "|" } },
  });
  expect(plain(foundSentence(summary, readReport()))).toBe(
    "1,000 ratings from 1 to 5 by 200 users of 50 products. Cells of genres hold several values, split at |.",
  );
  const several = (role: string, because?: string): ReadQuestion => ({
    id: `separators.${role}`,
    question: "One or several?",
    answers: [
      { label: "Several", change: { separators: { [role]: "|" } } },
      { label: "One", change: { separators: { [role]: "" } } },
    ],
    default: 0,
    ...(because ? { because } : {}),
  });
  const asked = readReport({
    questions: [several("category", "98 % come again"), several("brand")],
    options: { separators: { productGroup: "" } },
  });
  expect(openQuestions(asked).map(({ id }) => id)).toEqual(["separators.brand"]);
  const controls = questionControls(choiceQuestions(asked), asked.options);
  expect(controls.map(({ why, isOpen }) => `${why}: ${isOpen}`)).toEqual([
    "Likely: 98 % come again: false",
    "Not sure: the file does not say: true",
  ]);
  expect(openQuestions({ ...asked, options: { separators: { brand: "" } } })).toEqual([]);
});

test("what was mended is told apart from what is to be looked at", () => {
  const mended = "Each line of the file is in quotes: they were taken off.";
  const alarm = "The column date is left out: its dates are not understood, for example 3 Brumaire.";
  const warned = readReport({ warnings: [mended, alarm] });
  expect(alarmsIn(warned)).toEqual([alarm]);
  expect(mendedIn(warned)).toEqual([mended]);
  expect(plain(toSettle(warned))).toBe("1 warning");
  expect(plain(toSettle({ ...warned, questions: [table] }))).toBe("1 warning and 1 open question");
  expect(toSettle(readReport())).toBe("");
});

test("what was found stands in one line, with what the file is where that is not plain", () => {
  const summary = datasetSummary({ timeSpan: null });
  expect(plain(foundSentence(summary, readReport({ format: "delimited text" })))).toBe(
    "1,000 ratings from 1 to 5 by 200 users of 50 products.",
  );
  const details = [
    { file: "products.csv", products: 60, matched: 48, skipped: 0, roles: [] },
    { file: "users.csv", of: "user" as const, products: 20, matched: 1, skipped: 0, roles: [] },
  ];
  const implicit = datasetSummary({ feedback: "implicit" });
  expect(plain(foundSentence(implicit, readReport({ format: "wide table", details })))).toBe(
    "Wide table: 1,000 interactions by 200 users with 50 products, 13 Jun 1999 to 17 Jun 2018, " +
      "with details of 48 products (products.csv) and 1 user (users.csv).",
  );
});

test("lines outside the table are counted apart", () => {
  expect(passedOverText(readReport())).toBeNull();
  expect(plain(passedOverText(readReport({ passedOver: 1 })))).toBe("1 line outside the table");
  expect(plain(passedOverText(readReport({ passedOver: 3 })))).toBe("3 lines outside the table");
});

test("a delimiter that is none of the common ones can be told", () => {
  const delimiter = { value: "\u0001", confidence: "likely", because: "x" } as const;
  const [control] = guessControls({ ...PLAIN_GUESSES, delimiter });
  expect(control!.choices.at(-1)).toEqual({ value: "\u0001", label: "U+0001" });
  expect(guessControls(PLAIN_GUESSES)[0].choices.map(({ value }) => value)).toContain(" ");
});

test("details of users say so", () => {
  const details: DetailsReport = {
    file: "users.csv",
    of: "user",
    products: 210,
    matched: 150,
    skipped: 0,
    roles: ["user", "userGender"],
  };
  expect(plain(detailsSentence(details, datasetSummary()))).toBe(
    "users.csv tells user’s gender of 150 of the 200 users. 60 users in it have no rating here.",
  );
});

test("product details say what they tell, of how many, and what they could not be joined to", () => {
  const details = { file: "products.csv", products: 60, matched: 48, skipped: 1 };
  const roles = ["product" as const, "title" as const, "ignore" as const, "brand" as const];
  expect(plain(detailsSentence({ ...details, roles }, datasetSummary()))).toBe(
    "products.csv tells title and brand of 48 of the 50 products. 12 products in it have no rating here. " +
      "1 record without a new product id was skipped.",
  );
});
