import { expect, test } from "vitest";
import type { RecommendColumns } from "../../../src/engine/read/copies";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { Catalogue } from "../../../src/engine/recommend/catalogue";
import { Candidates } from "../../../src/engine/recommend/lists/candidates";
import { mapGroups } from "../../../src/engine/recommend/map/groups";
import { productWith, segmentChoices } from "../../../src/engine/recommend/products/newProduct";
import { ProductIndex } from "../../../src/engine/recommend/products/productIndex";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { UserFinder } from "../../../src/engine/recommend/users";
import { columns as shop, smallModel } from "./smallShop";

/** The shop's products as of two categories in a cell: the lamp and the clock, the radio, the phone and the camera. */
const columns: RecommendColumns = {
  ...shop,
  productSegments: {
    category: {
      codes: Int32Array.of(1, 2, 3, 3, 0, 1),
      vocabulary: { ...packTexts(["", "Home|Light", "Audio|Home", "Audio"]), separator: "|" },
    },
  },
};
const catalogue = new Catalogue(columns);
const index = new ProductIndex(columns);

test("a list kept to a category has the products that have it among others", () => {
  const kept = (...categories: string[]) => [
    ...new Candidates(columns, catalogue.index, { ...DEFAULT_LIST, categories }, { listed: null, among: null }).codes(),
  ];
  expect(kept("Home")).toEqual([0, 1, 5]);
  expect(kept("Audio")).toEqual([1, 2, 3]);
  expect(kept("Light", "Audio")).toEqual([0, 1, 2, 3, 5]);
  expect(kept("Garden")).toEqual([]);
});

test("the users of a category are those who rated a product that has it", () => {
  const users = new UserFinder(columns, catalogue.index).usersOf({ role: "category", value: "Audio" });
  // The radio's three, Ann who rated the phone, and Eve who rated the camera; Dee rated the lamp and the cable.
  expect([...users]).toEqual([1, 1, 1, 0, 1]);
});

test("all values of a product are named, and one is enough to be alike", () => {
  expect(index.describe(1).category).toBe("Audio, Home");
  expect(index.segmentsOf(0)).toEqual([{ role: "category", value: "Home, Light" }]);
  expect(index.shares("category", 0, 1)).toBe(true);
  expect(index.shares("category", 0, 2)).toBe(false);
  expect(index.shares("category", 4, 4)).toBe(false);
});

test("a new product's choices are single values, the most frequent first", () => {
  expect(segmentChoices(columns).category).toEqual(["Home", "Audio", "Light"]);
  const like: unknown[] = [];
  const model = smallModel({
    newProduct: (values) => {
      like.push(values);
      return null;
    },
  });
  for (const category of ["Audio", "Light", "Garden"]) productWith(columns, model, { category });
  // The phone has audio alone; no product has light alone.
  expect(like).toEqual([{ category: 2 }, { category: 0 }, {}]);
});

test("a point of the map has the colour of its first value", () => {
  const { labels, groups, counts, unknown } = mapGroups(index, "products", Int32Array.of(0, 1, 2, 3, 4, 5), "category");
  expect(labels).toEqual(["Audio", "Home"]);
  expect([...groups]).toEqual([2, 1, 1, 1, 0, 2]);
  expect({ counts, unknown }).toEqual({ counts: [3, 2], unknown: 1 });
});
