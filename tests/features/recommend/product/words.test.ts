import { expect, test } from "vitest";
import {
  biasWords,
  likelySentence,
  placeSentence,
  popularitySentence,
  productKnownSentence,
  productsFoundSentence,
  sharedWords,
  similarSentence,
} from "../../../../src/features/recommend/product/words";
import { likely, productView, similar } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a search says what it found, and a query without a match says so", () => {
  expect(productsFoundSentence("zz", 0, 0)).toBe("No product has “zz” in its id or title.");
  expect(plain(productsFoundSentence("a", 50, 600))).toBe("600 products found; the first 50 are listed.");
  expect(plain(productsFoundSentence(" ", 50, 600))).toBe("600 products, the most rated first.");
});

test("similar products say what they share beside the model's factors", () => {
  expect(plain(sharedWords(similar("B2"), "explicit"))).toBe("rated alike by 7 of 9 users · same category");
  expect(plain(sharedWords(similar("B2", { sharesBrand: true }), "implicit"))).toBe(
    "chosen together by 9 users · same brand and category",
  );
  expect(sharedWords(similar("B2", { both: 0, sharesCategory: false }), "explicit")).toBe("nothing else that is known");
});

test("a product without factors has none like it, in words", () => {
  expect(similarSentence(productView({ similar: [] }), "taste")).toContain("no factors of this product");
  const none = productView({ similar: [], together: [] });
  expect(similarSentence(none, "taste")).toContain("no factors of this product");
  expect(similarSentence(none, "together")).toContain("Too few have it together with others");
  const { facts } = productView();
  expect(productKnownSentence(productView({ facts: { ...facts, isKnown: false } }), "explicit")).toContain(
    "Not in the training part",
  );
});

test("predicted users say among whom they were looked for", () => {
  expect(plain(likelySentence(likely(), "explicit"))).toBe(
    "Of the 2,000 most active users whom the model knows, of 15,000 who have not rated it.",
  );
  expect(likelySentence({ users: [], asked: 0, of: 0 }, "implicit")).toBe(
    "The model knows nobody who has not chosen it.",
  );
});

test("a bias agrees with the mean, or says which way it does not", () => {
  const place = { bias: 0, byBias: 20, byMean: 21, of: 40 };
  expect(placeSentence(place, 5)).toContain("the model agrees with the mean");
  expect(placeSentence({ ...place, byMean: 35 }, 5)).toContain("better than its mean says");
  expect(placeSentence({ ...place, byMean: 2 }, 5)).toContain("worse than its mean says");
  expect([biasWords(0.5), biasWords(-1.25)]).toEqual(["+0.50", "−1.25"]);
});

test("a ranking model has no better and worse, but more and less popular", () => {
  const place = { bias: -3, byBias: 1, byMean: 81, of: 600 };
  expect(plain(popularitySentence(place, 5, "explicit"))).toBe(
    "Of 600 products with at least 5 ratings it is number 1 by popularity in the model and number 81 by mean rating: the model ranks, and popular is not the same as good.",
  );
  expect(plain(popularitySentence(place, 1, "implicit"))).toContain("with at least 1 interaction it is number 1");
});
