import { COLUMN_ROLES } from "../../src/domain/roles";
import { MODEL_NAMES } from "../../src/models/registry";
import { importCircles, importGraph, upwardImports } from "./graph";
import { importBreaches, type SourceFile } from "./imports";
import { doubledNames, type HomeRule, strayLiterals } from "./names";

/** Circles that are still there: each goes with what its reason names. */
const CIRCLES: Record<string, string> = {
  "src/features/train/knobs.ts": "until the schema of settings replaces it",
  "src/models/bayesian/start.ts": "the part of the sampler's constructor that fills it",
};

/** Names that mean the same thing in each place where they are defined. */
const DOUBLED: Record<string, string> = {
  MODEL: "the name of the model whose folder it is in",
  isGroup: "until the table of roles says it",
  isGender: "until the table of roles says it",
};

const MODELS: HomeRule = {
  what: "the name of a model",
  words: MODEL_NAMES,
  isHome: (path, word) => path.startsWith(`src/models/${word}/`),
  allowed: {
    "src/models/definition.ts": "a kind of drawing that is called as its model is",
    "src/features/keep/storage/openStorage.ts": "the name of the product, in what it keeps",
  },
};

/** Roles whose names are everyday words as well: sides, dimensions, parts of a chart. */
const EVERYDAY = ["user", "product", "rating", "count", "time", "title", "split", "ignore"];

/** Files that still write a role's name; the table of roles in domain/roles.ts takes their place. */
const WITH_ROLES: string[] = [
  "src/engine/evaluate/biasTests.ts",
  "src/engine/explore/explorer.ts",
  "src/engine/explore/views.ts",
  "src/engine/read/columns/builder.ts",
  "src/engine/read/columns/segmentValues.ts",
  "src/engine/read/guess/roleNames.ts",
  "src/engine/read/reading/details.ts",
  "src/engine/recommend/catalogue.ts",
  "src/engine/recommend/lists/candidates.ts",
  "src/engine/recommend/products/newProduct.ts",
  "src/engine/recommend/products/productIndex.ts",
  "src/engine/recommend/products/similar.ts",
  "src/engine/recommend/types.ts",
  "src/engine/train/sideRows.ts",
  "src/engine/train/sidesRead.ts",
  "src/features/data/DetailsCard.tsx",
  "src/features/explore/ExploreCharts.tsx",
  "src/features/explore/bias/names.ts",
  "src/features/explore/bias/words.ts",
  "src/features/explore/segment/values.ts",
  "src/features/explore/segment/words.ts",
  "src/features/recommend/customer/CustomerView.tsx",
  "src/features/recommend/list/ListControls.tsx",
  "src/features/recommend/map/words.ts",
  "src/features/recommend/store/map.ts",
  "src/features/recommend/store/mapState.ts",
  "src/features/report/file/exampleWords.ts",
  "src/features/report/file/parts/charts.tsx",
  "src/features/train/SideChoice.tsx",
  "src/features/train/choices.ts",
  "src/features/train/diagram/ModelDiagram.tsx",
  "src/features/train/segmentErrors.ts",
  "src/models/pooled-history/definition.ts",
  "src/ui/segmentName.ts",
];

const ROLES: HomeRule = {
  what: "a column role",
  words: COLUMN_ROLES.filter((role) => !EVERYDAY.includes(role)),
  isHome: (path) => path.startsWith("src/domain/"),
  allowed: Object.fromEntries(WITH_ROLES.map((path) => [path, "until the table of roles says it"])),
};

/** What is wrong with how these files of src stand to each other: each as `path:line: reason`. */
export function structureBreaches(files: SourceFile[]): string[] {
  const edges = importGraph(files);
  return [
    ...importBreaches(files),
    ...importCircles(edges, CIRCLES),
    ...upwardImports(edges),
    ...strayLiterals(files, MODELS),
    ...strayLiterals(files, ROLES),
    ...doubledNames(files, DOUBLED),
  ];
}
