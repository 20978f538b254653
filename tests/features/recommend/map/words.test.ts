import { describe, expect, test } from "vitest";
import {
  aboutWords,
  colourChoices,
  foundOnMap,
  frameWords,
  mapMissingSentence,
  mapSentence,
  mixtureSentence,
} from "../../../../src/features/recommend/map/words";
import { datasetSummary } from "../../../setup/reading";
import { frame, groups, mapName, picture } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the map in a sentence", () => {
  test("says how many of all are drawn and what the axes hold", () => {
    expect(plain(mapSentence(picture(), 5))).toBe(
      "5 of 8 products drawn. The two axes hold 45 % of the variance of 16 factors.",
    );
    expect(plain(mapSentence(picture(), 2))).toContain("drawn, 2 shown alone.");
  });

  test("tells of a model with one factor, or two", () => {
    expect(mapSentence(picture({ dimensions: 1 }), 5)).toContain("one factor, so all lie on a line");
    expect(mapSentence(picture({ dimensions: 2 }), 5)).toContain("the map shows all of them");
  });

  test("warns of the distances of a UMAP", () => {
    expect(mapSentence(picture({ method: "umap", variance: null }), 5)).toContain(
      "how far apart groups lie says little",
    );
  });

  test("says why some are missing", () => {
    expect(mapMissingSentence(picture())).toContain("the training part does not know them");
    expect(mapMissingSentence(picture({ total: 5 }))).toBe("");
    expect(mapMissingSentence(picture({ kind: "users", total: 1_157_633, isCut: true }))).toContain("the most active");
    expect(mapMissingSentence(picture({ kind: "brands" }))).toContain("no product in the training part");
  });
});

test("a frame is an epoch, or the best one", () => {
  expect(frameWords(frame(3))).toBe("Epoch 3");
  expect(frameWords(frame(2, { final: true }))).toBe("Best epoch, 2");
});

test("colours are offered for what the file has, and error once it is known", () => {
  const segments = { category: { name: null, values: 3, known: 1 }, userGender: { name: null, values: 2, known: 1 } };
  const summary = datasetSummary({ segments: segments as never });
  const values = (kind: "products" | "users" | "brands", hasErrors = true) =>
    colourChoices(kind, summary, hasErrors).map(({ value }) => value);
  expect(values("products")).toEqual(["category", "error", "none"]);
  expect(values("products", false)).toEqual(["category", "none"]);
  expect(values("users")).toEqual(["userGender", "none"]);
  expect(values("brands")).toEqual(["none"]);
});

test("a point is described by what is known of it", () => {
  expect(plain(aboutWords(mapName(2, "Lamp"), "products", "explicit"))).toBe("B2 · Headphones · 12 ratings");
  expect(plain(aboutWords({ ...mapName(2), about: ["3 products"] }, "brands", "explicit"))).toBe("3 products");
});

test("chosen points are mostly something, or nothing that is known", () => {
  expect(plain(mixtureSentence([0, 1, 2, 4], groups()))).toBe("Headphones 50 %, Home Audio 25 %.");
  expect(mixtureSentence([4], groups())).toBe("");
});

test("a search says what it found", () => {
  expect(foundOnMap("", 0, 0, "products")).toBe("");
  expect(foundOnMap("x", 0, 0, "products")).toBe("No product on the map has “x” in its id or title.");
  expect(plain(foundOnMap("x", 30, 41, "users"))).toBe("41 users found; the first 30 are listed.");
});
