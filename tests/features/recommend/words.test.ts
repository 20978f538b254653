import { expect, test } from "vitest";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { bulkSavedSentence, estimateSentence, progressSentence } from "../../../src/features/recommend/bulk/words";
import { epochsSentence, rankLines, sharedSentence } from "../../../src/features/recommend/compare/words";
import { exclusionSentence } from "../../../src/features/recommend/list/Exclusion";
import { attributeWords, newCustomerSentence, ratingChoices } from "../../../src/features/recommend/newCustomer/words";
import {
  becauseWords,
  excludedSentence,
  likelyWords,
  orderSentence,
  overlapSentence,
  standingSentence,
} from "../../../src/features/recommend/sentences";
import {
  interestSentence,
  interestSteps,
  interestTotal,
  likedSentence,
} from "../../../src/features/recommend/why/interest";
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

const scale = { ratingLow: 1, ratingHigh: 5 };
/** A list that a ranking model orders beside the rating model. */
function likelyView(kind: "rating" | "ranking" = "rating") {
  const view = customerView();
  return { ...view, kind, recommendations: view.recommendations.map((each) => ({ ...each, likely: 1 })) };
}

test("the order of a list says how far it was drawn away from the score", () => {
  expect(orderSentence(customerView())).toBe("Highest predicted rating first.");
  const drawn = { ...DEFAULT_LIST, novelty: 0.6, diversity: 0.3 };
  expect(orderSentence({ ...customerView(), kind: "ranking" }, drawn)).toBe(
    "Best match first, drawn 60 % towards discoveries, 30 % varied.",
  );
});

test("with a ranking model a list is ordered by taking and liking, as far as the dial says", () => {
  const order = (towardsRating: number) => orderSentence(likelyView(), { ...DEFAULT_LIST, towardsRating });
  expect(order(0)).toBe("Ordered by how likely they take it and like it.");
  expect(order(0.25)).toBe(
    "Ordered between how likely they take it and like it and predicted rating, 25 % towards the rating.",
  );
  expect(order(1)).toBe("Ordered by predicted rating alone.");
  expect(orderSentence(likelyView("ranking"))).toBe("Ordered by how likely they take it.");
});

test("lists that are worse than the most popular products are said to be, where they stand", () => {
  const popularity = { metric: "ndcg10", difference: -0.1, interval: [-0.2, -0.05] } as const;
  const standing = (outcome: "better" | "worse") => ({
    comparison: null,
    popularity: { ...popularity, interval: [-0.2, -0.05] as [number, number], outcome },
    hitsRatio: null,
  });
  expect(standingSentence(standing("worse"), customerView())).toMatch(
    /^Lists by predicted rating alone are worse than showing everybody the most popular products/,
  );
  expect(standingSentence(standing("worse"), likelyView())).toMatch(/^Lists of this run are worse/);
  expect(standingSentence(null, customerView())).toMatch(/mostly worse .* could not be measured\.$/);
  expect(standingSentence(null, likelyView())).toBeNull();
  expect(standingSentence(standing("better"), customerView())).toBeNull();
  expect(standingSentence(undefined, customerView())).toBeNull();
});

test("a row says what of the history speaks for it, and how likely it is beside the first", () => {
  const desk = { product: "B1", title: "Desk" };
  expect(becauseWords({ because: [desk, { product: "B7", title: "" }] })).toBe("Because of Desk and B7");
  expect(becauseWords({ because: [] })).toBe("");
  expect([1, 0.424, 0.001].map(likelyWords)).toEqual([
    "as likely as the likeliest",
    "42 % of the likeliest",
    "below 1 % of the likeliest",
  ]);
});

test("the interest is told product by product, the others together, and adds up", () => {
  const values = [0.2, -0.1, 0.05, 0.04, 0.03, 0.02, 0.01, 0.009, 0.008, 0.007];
  const interest = {
    interest: 0.274,
    popularity: 0.001,
    liked: 0.872,
    products: 12,
    contributions: values.map((value, at) => ({ product: `p${at}`, title: at === 0 ? "Desk" : "", value })),
  };
  const steps = interestSteps(interest);
  expect(steps.map(({ label, text }) => `${label} ${text}`)).toEqual([
    "Desk +0.200",
    "p1 −0.100",
    "p2 +0.050",
    "p3 +0.040",
    "p4 +0.030",
    "p5 +0.020",
    "p6 +0.010",
    "p7 +0.009",
    "and 4 more +0.015",
    "Its popularity +0.001",
  ]);
  expect(steps.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(0.275, 10);
  expect(interestTotal(interest)).toEqual({ label: "Interest", text: "+0.275" });
  expect(plain(interestSentence(interest, 12))).toContain("each of the 12 products they have");
  expect(plain(interestSentence(interest, 15))).toContain("each of the 12 products that training had of them");
  expect(plain(likedSentence(interest))).toContain("with a probability of 87 %");
  expect(likedSentence({ liked: null })).toBe("");

  const against = { ...interest, interest: -0.1, contributions: [{ product: "p1", title: "", value: -0.1 }] };
  expect(interestSentence(against, 12)).toContain("Below 0 it counts as nothing");
  expect(interestSteps(against).map(({ label }) => label)).not.toContain("Its popularity");
  expect(interestSentence({ ...interest, contributions: [], interest: 0 }, 12)).toContain("only its popularity");
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
    "The most popular products: 1 of these 1 is in the list too. A customer of whom nothing is known would get 1 of the 2 in the list too; 1 is this customer’s own.",
  );
  expect(overlapSentence({ ...customerView(), overlap: 0, unknownOverlap: 0 })).toBe(
    "The most popular products: none is in the list too. A customer of whom nothing is known would get none of the 2 in the list.",
  );
  expect(overlapSentence({ ...customerView(), unknownOverlap: 2 })).toContain("would get the same 2 as in the list.");
});

test("a pasted list of ids says what it left out and what it does not know", () => {
  expect(plain(exclusionSentence({ matched: 2, unknown: ["X", "Y"], total: 5 }))).toBe(
    "2 products left out. 3 of 5 ids are not in this file: X, Y and more.",
  );
  expect(plain(exclusionSentence({ matched: 1, unknown: [], total: 1 }))).toBe("1 product left out.");
});

test("the summands are named for whoever knows no model, and come to a rating where they are stars", () => {
  expect(termName({ name: "user", value: 1 }, null)).toBe("This customer’s own level");
  expect(termName({ name: "side", feature: { role: "brand", of: "product" }, value: 1 }, null)).toBe(
    "The product’s brand",
  );
  const gender = { name: "side" as const, feature: { role: "userGender", of: "user" as const }, value: 1 };
  expect(termName(gender, null)).toBe("The customer’s gender");
  expect(signedTerm(-0.314)).toBe("−0.31");
  expect(sumSentence({ kind: "rating", unit: "logits", logit: 1.5, predicted: 4.4 }, scale)).toBe(
    "Together +1.50 on the model’s inner scale, which its curve turns into a rating of 4.40.",
  );
  const stars = { kind: "rating", unit: "stars" } as const;
  expect(sumSentence({ ...stars, logit: 4.4, predicted: 4.4 }, scale)).toBe(
    "Together 4.40 stars: the predicted rating.",
  );
  expect(sumSentence({ ...stars, logit: 5.2, predicted: 4.96 }, scale)).toBe(
    "Together 5.20 stars, brought into the scale: 4.96.",
  );
  expect(sumSentence({ kind: "ranking", unit: "logits", logit: 1.5, predicted: null }, scale)).toContain(
    "only orders products",
  );
  expect(pullText({ change: -0.0042 })).toBe("−0.004");
});

test("pulls that are next to nothing are not listed, and a network's are said to be near", () => {
  const pull = (change: number) => ({ product: "a", title: "", rating: 4, change });
  const of = (...changes: number[]) => ({ pulls: changes.map(pull), kind: "rating" as const, terms: [] });
  expect(telling([pull(-0.2), pull(0.0004)])).toEqual([pull(-0.2)]);
  expect(pullsSentence(of(), scale)).toContain("the same for anybody");
  expect(pullsSentence({ ...of(0.0001), kind: "ranking" }, scale)).toContain("stays without any one of them");
  const network = { ...of(0.1), terms: [{ name: "network" as const, value: 1 }] };
  expect(pullsSentence(network, scale)).toContain("found, nearly, by leaving it out");
});

test("below 0.05 stars no single rating matters, and it is said whose opinion does", () => {
  const pulls = [{ product: "a", title: "", rating: 4, change: 0.049 }];
  const of = (level: number) => ({
    pulls,
    kind: "rating" as const,
    terms: [{ name: "product" as const, value: level }],
  });
  expect(pullsSentence(of(0.4), scale)).toBe("No single rating matters: it is rated high by everybody.");
  expect(pullsSentence(of(-0.4), scale)).toContain("from all of them together");
  const [pull] = pulls;
  expect(pullsSentence({ ...of(0.4), pulls: [{ ...pull!, change: -0.051 }] }, scale)).toContain(
    "How much the prediction",
  );
});

test("a new customer can give every step of a short scale", () => {
  expect(ratingChoices(1, 5, 1)).toEqual([1, 2, 3, 4, 5]);
  expect(ratingChoices(0.5, 5, 0.5)).toHaveLength(10);
  expect(ratingChoices(0, 100, 1)).toBeNull();
});

test("whether anything is known of a new customer is said", () => {
  const view = { ...customerView(), isFallback: true, byAttributes: false };
  expect(newCustomerSentence(view, 0, "explicit")).toContain("the products that rate best by themselves");
  expect(newCustomerSentence({ ...likelyView(), isFallback: true, byAttributes: false }, 0, "explicit")).toContain(
    "are popular and rated well",
  );
  expect(newCustomerSentence(view, 2, "explicit")).toContain("knows none of these products");
  expect(plain(newCustomerSentence({ ...view, isFallback: false, byAttributes: false }, 3, "explicit"))).toBe(
    "Follows from 3 ratings, folded into the model without training it again.",
  );
});

test("a list by attributes says so, and where they change nothing", () => {
  const view = { ...likelyView(), isFallback: true, byAttributes: true };
  const by = attributeWords({ userGroup: "30 to 39", userGender: "Female" }, null);
  expect(by).toBe("gender Female and user segment 30 to 39");
  expect(newCustomerSentence(view, 0, "explicit", by)).toBe(
    `By attributes alone, ${by}: what customers of that kind take and are predicted to like.`,
  );
  expect(plain(newCustomerSentence({ ...view, isFallback: false }, 2, "explicit", by))).toBe(
    `Follows from 2 ratings and from ${by}, without training the model again.`,
  );
  expect(newCustomerSentence({ ...view, byAttributes: false }, 0, "explicit", by)).toMatch(
    /the same for everybody.*does not read/,
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
