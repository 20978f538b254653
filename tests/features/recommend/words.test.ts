import { expect, test } from "vitest";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { bulkSavedSentence, estimateSentence, progressSentence } from "../../../src/features/recommend/bulk/words";
import { epochsSentence, rankLines, sharedSentence } from "../../../src/features/recommend/compare/words";
import { exclusionSentence } from "../../../src/features/recommend/list/Exclusion";
import { newCustomerSentence, ratingChoices } from "../../../src/features/recommend/newCustomer/words";
import { excludedSentence, orderSentence, overlapSentence } from "../../../src/features/recommend/sentences";
import {
  pullsSentence,
  pullText,
  signedTerm,
  sumSentence,
  telling,
  termName,
} from "../../../src/features/recommend/why/words";
import { customerView } from "../fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const listed = (...ids: string[]) => ids.map((product) => ({ product, title: "" }));

test("the order of a list says how far it was drawn away from the score", () => {
  expect(orderSentence({ kind: "rating" })).toBe("Highest predicted rating first.");
  expect(orderSentence({ kind: "ranking" }, { ...DEFAULT_LIST, novelty: 0.6, diversity: 0.3 })).toBe(
    "Best match first, drawn 60 % towards discoveries, 30 % varied.",
  );
});

test("what is left out is told by its reason", () => {
  const excluded = { rated: 2, listed: 1, filtered: 30 };
  expect(plain(excludedSentence({ excluded }, "explicit"))).toBe(
    "2 products left out, because the customer rated them; 1 product out of stock; 30 products taken by filters.",
  );
  expect(excludedSentence({ excluded: { rated: 0, listed: 0, filtered: 0 } }, "explicit")).toBe("Nothing is left out.");
});

test("how much of a list everybody is shown is said", () => {
  expect(overlapSentence(customerView())).toBe(
    "The most popular products: 1 of these 1 is in the list too; 1 there are personal.",
  );
  expect(overlapSentence({ ...customerView(), overlap: 0 })).toContain("none of them is in the list. All 2");
});

test("a pasted list of ids says what it left out and what it does not know", () => {
  expect(plain(exclusionSentence({ matched: 2, unknown: ["X", "Y"], total: 5 }))).toBe(
    "2 products left out. 3 of 5 ids are not in this file: X, Y and more.",
  );
  expect(plain(exclusionSentence({ matched: 1, unknown: [], total: 1 }))).toBe("1 product left out.");
});

test("the summands are named for whoever knows no model, and are never stars", () => {
  expect(termName({ name: "user", value: 1 }, null)).toBe("This customer’s own level");
  expect(termName({ name: "side", feature: { role: "brand", of: "product" }, value: 1 }, null)).toBe(
    "The product’s brand",
  );
  expect(signedTerm(-0.314)).toBe("−0.31");
  expect(sumSentence({ kind: "rating", logit: 1.5, predicted: 4.4 })).toBe(
    "Together +1.50 on the model’s inner scale, which its curve turns into a rating of 4.40.",
  );
  expect(sumSentence({ kind: "ranking", logit: 1.5, predicted: null })).toContain("only orders products");
  expect(pullText({ change: -0.0042 })).toBe("−0.004");
});

test("pulls that are next to nothing are not listed, and a network's are said to be near", () => {
  const pull = (change: number) => ({ product: "a", title: "", rating: 4, change });
  const of = (...changes: number[]) => ({ pulls: changes.map(pull), kind: "rating" as const, terms: [] });
  expect(telling([pull(-0.2), pull(0.0004)])).toEqual([pull(-0.2)]);
  expect(pullsSentence(of())).toContain("the same for anybody");
  expect(pullsSentence(of(0.0001))).toContain("stays without any one of them");
  const network = { ...of(0.1), terms: [{ name: "network" as const, value: 1 }] };
  expect(pullsSentence(network)).toContain("found, nearly, by leaving it out");
});

test("a new customer can give every step of a short scale", () => {
  expect(ratingChoices(1, 5, 1)).toEqual([1, 2, 3, 4, 5]);
  expect(ratingChoices(0.5, 5, 0.5)).toHaveLength(10);
  expect(ratingChoices(0, 100, 1)).toBeNull();
});

test("whether anything is known of a new customer is said", () => {
  const view = { isFallback: true, kind: "rating" as const };
  expect(newCustomerSentence(view, 0, "explicit")).toContain("the products that rate best by themselves");
  expect(newCustomerSentence(view, 2, "explicit")).toContain("knows none of these products");
  expect(plain(newCustomerSentence({ ...view, isFallback: false }, 3, "explicit"))).toBe(
    "Follows from 3 ratings, folded into the model without training it again.",
  );
});

test("two lists are compared by what they share and how far they begin alike", () => {
  expect(plain(sharedSentence(listed("a", "b", "c"), listed("a", "c", "d")))).toBe(
    "2 of 3 products are in both lists. The first is the same.",
  );
  expect(sharedSentence(listed("a"), listed("b"))).toBe("None of the 1 products is in both lists.");
});

test("a product's ranks are followed from epoch to epoch, those of the last list first", () => {
  const epoch = (at: number, ...ids: string[]) => ({ run: 1, epoch: at, final: false, products: listed(...ids) });
  const epochs = [epoch(1, "a", "b"), epoch(2, "c", "a"), epoch(3, "c", "d")];
  expect(rankLines(epochs).map(({ key, ranks, isLast }) => [key, ranks, isLast])).toEqual([
    ["c", [null, 1, 1], true],
    ["d", [null, null, 2], true],
    ["a", [1, 2, null], false],
    ["b", [2, null, null], false],
  ]);
  expect(plain(epochsSentence(epochs))).toBe("Over 3 lists, one an epoch: in the last, 1 of its products is new.");
  expect(epochsSentence(epochs.slice(0, 1))).toContain("nothing to compare it with yet");
});

test("lists in bulk say how long they take, how far they are and what was saved", () => {
  expect(plain(estimateSentence({ users: 1_157_633, lists: 6240, seconds: 40, bytes: 310e6 }))).toBe(
    "1,157,633 customers, 6,240 different lists: about 40 s and a file of 310 MB.",
  );
  expect(plain(progressSentence({ users: 812_000, total: 1_157_633, perSecond: 48_000, secondsLeft: 7.2 }))).toBe(
    "Writing lists: 812,000 of 1,157,633 customers, 48,000/s, 8 s left",
  );
  expect(plain(bulkSavedSentence({ file: "lists.csv", bytes: 2000, users: 10, without: 1, lines: 90 }))).toBe(
    "lists.csv is saved: 90 lines for 9 customers, 2 kB. 1 customer has nothing left to recommend and no line.",
  );
});
