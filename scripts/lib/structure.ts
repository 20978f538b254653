import { COLUMN_ROLES } from "../../src/domain/roles";
import { MODEL_NAMES } from "../../src/models/registry";
import { importCircles, importGraph, upwardImports } from "./graph";
import { importBreaches, type SourceFile } from "./imports";
import { doubledNames, type HomeRule, strayLiterals } from "./names";

/** Names that mean the same thing in each place where they are defined. */
const DOUBLED: Record<string, string> = {
  MODEL: "the name of the model whose folder it is in",
};

const MODELS: HomeRule = {
  what: "the name of a model",
  words: MODEL_NAMES,
  isHome: (path, word) => path.startsWith(`src/models/${word}/`),
  allowed: {
    "src/features/keep/storage/openStorage.ts": "the name of the product, in what it keeps",
  },
};

/** Roles whose names are everyday words as well: sides, dimensions, parts of a chart. */
const EVERYDAY = ["user", "product", "rating", "count", "time", "title", "split", "ignore"];

const ROLES: HomeRule = {
  what: "a column role",
  words: COLUMN_ROLES.filter((role) => !EVERYDAY.includes(role)),
  isHome: (path) => path.startsWith("src/domain/"),
  allowed: {
    "src/engine/evaluate/biasTests.ts": "the pairs of segments that every Run is tested for",
    "src/engine/read/reading/detailTables.ts": "what the columns of well-known tables without names stand for",
    "src/engine/recommend/catalogue.ts": "a product's answer has a field for its category and one for its brand",
    "src/engine/recommend/products/productIndex.ts":
      "a product's answer has a field for its category and one for its brand",
    "src/engine/recommend/products/similar.ts":
      "a similar product's answer says whether it shares the category, the brand",
    "src/features/recommend/map/words.ts": "the word for one of the brands on the map",
  },
};

/** What is wrong with how these files of src stand to each other: each as `path:line: reason`. */
export function structureBreaches(files: SourceFile[]): string[] {
  const edges = importGraph(files);
  return [
    ...importBreaches(files),
    ...importCircles(edges),
    ...upwardImports(edges),
    ...strayLiterals(files, MODELS),
    ...strayLiterals(files, ROLES),
    ...doubledNames(files, DOUBLED),
  ];
}
