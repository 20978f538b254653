import fc from "fast-check";
import { expect, test } from "vitest";
import { BACKEND_NAMES } from "../../../src/domain/names";
import { SIDE_ROLES } from "../../../src/domain/roles";
import { type RunSettings, SCHEDULES } from "../../../src/domain/settings";
import { SPLIT_METHODS } from "../../../src/domain/split";
import { FIRST_VIEWS, type Filter, type Pair, TIME_UNITS, type Views } from "../../../src/engine/explore/types";
import { filterForTraining, formatFilter } from "../../../src/features/explore/store/filter";
import { SCREENS, TABS } from "../../../src/features/frame/viewSlice";
import { formatHash, namesSettings, parseHash } from "../../../src/features/studio/hash";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES, RANKERS } from "../../../src/models/registry";
import { filter } from "./filters";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((x) => x + 0);
const settings: fc.Arbitrary<RunSettings> = fc.record({
  model: fc.constantFrom(...MODEL_NAMES),
  ranker: fc.constantFrom(...RANKERS, "none"),
  factors: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 1024 })),
  hidden: fc.array(fc.integer({ min: 1, max: 4096 }), { maxLength: 6 }),
  sides: fc.subarray([...SIDE_ROLES]),
  minimumRatings: fc.integer({ min: 1, max: 1000 }),
  dropout: fc.double({ min: 0, max: 0.9, noNaN: true }).map((x) => x + 0),
  epochs: fc.integer({ min: 1, max: 1000 }),
  patience: fc.option(fc.integer({ min: 1, max: 1000 })),
  batchSize: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 2 ** 20 })),
  schedule: fc.constantFrom(...SCHEDULES),
  learningRate: fc.double({ min: Number.MIN_VALUE, max: 10, noNaN: true }),
  weightDecay: fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0),
  range: fc.oneof(
    fc.constant("auto" as const),
    fc
      .tuple(finite, finite)
      .filter(([a, b]) => a < b)
      .map(([a, b]): [number, number] => [a, b]),
  ),
  relevantFrom: fc.oneof(fc.constant("auto" as const), finite),
  split: fc.constantFrom("auto" as const, ...SPLIT_METHODS),
  testShare: fc.integer({ min: 5, max: 40 }),
  cutDate: fc.constantFrom("", "2016-02-29", "1999-12-31"),
  folds: fc.option(fc.integer({ min: 2, max: 20 })),
  only: filter.map((any) => formatFilter(filterForTraining(any))),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  backend: fc.constantFrom("auto" as const, ...BACKEND_NAMES),
});

const pair = fc.oneof(
  fc.constant("auto" as const),
  fc.uniqueArray(fc.constantFrom(...SIDE_ROLES), { minLength: 2, maxLength: 2 }).map(([a, b]): Pair => [a!, b!]),
);
const views: fc.Arbitrary<Views> = fc.record({
  unit: fc.constantFrom("auto" as const, ...TIME_UNITS),
  boxes: pair,
  bias: pair,
});

const tab = fc.constantFrom(...TABS);

test("every view survives being written to a link and read back", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SCREENS), tab, settings, filter, views, (screen, tab, settings, filter, views) => {
      const view = { screen, tab, settings, filter, views };
      expect(parseHash(formatHash(view))).toEqual(view);
      // As the browser's own address makes of it.
      expect(parseHash(new URL(formatHash(view), "https://studio.example/").hash)).toEqual(view);
    }),
  );
});

test("a link says what Explore shows, in signs that a person can read, and nothing where that is everything", () => {
  const view = { screen: "explore" as const, settings: DEFAULT_SETTINGS };
  expect(formatHash({ ...view, filter: {}, views: FIRST_VIEWS })).toBe("#/explore");
  const filter: Filter = { category: ["Headphones", "Home Audio"], rating: [4, 5] };
  const chosen: Views = { unit: "year", boxes: ["category", "year"], bias: "auto" };
  expect(formatHash({ ...view, filter, views: chosen })).toBe(
    "#/explore?filter=category:Headphones,Home%20Audio;rating:4..5&unit=year&boxes=category-year",
  );
});

test("a link names the ratings that are trained on; errors of another Run are none to train by", () => {
  const settings: RunSettings = { ...DEFAULT_SETTINGS, only: "brand:K;time:2012-01-01..2012-12-31" };
  expect(formatHash({ screen: "train", settings })).toBe(
    "#/train?model=blend&split=auto&only=brand:K;time:2012-01-01..2012-12-31",
  );
  expect(parseHash("#/train?only=brand:K;error:0..1").settings.only).toBe("brand:K");
  expect(parseHash("#/train?only=rating:5..1;colour:blue").settings.only).toBe("");
});

test.each([
  ["an unknown unit", "unit=decade"],
  ["a segment alone", "boxes=category"],
  ["a segment with itself", "boxes=category-category"],
  ["three segments", "bias=category-brand-year"],
  ["a segment that there is none of", "bias=category-colour"],
  ["a filter that means nothing", "filter=colour:blue"],
])("%s in a link is ignored", (_, query) => {
  expect(parseHash(`#/explore?${query}`)).toEqual({
    screen: "explore",
    tab: "customer",
    settings: DEFAULT_SETTINGS,
    filter: {},
    views: FIRST_VIEWS,
  });
});

test("a link names only the settings that differ from the defaults of its model", () => {
  expect(formatHash({ screen: "data", settings: DEFAULT_SETTINGS })).toBe("#/data");
  for (const model of MODEL_NAMES.filter((name) => name !== DEFAULT_SETTINGS.model)) {
    expect(formatHash({ screen: "train", settings: defaultsOf(model) })).toBe(`#/train?model=${model}&split=auto`);
    expect(parseHash(`#/train?model=${model}&split=auto`).settings).toEqual(defaultsOf(model));
  }
  const settings: RunSettings = { ...defaultsOf("collabnn"), seed: 7, epochs: 3, hidden: [64, 32] };
  expect(formatHash({ screen: "train", settings })).toBe(
    "#/train?model=collabnn&hidden=64-32&epochs=3&split=auto&seed=7",
  );
});

test("a link that names settings but no split means the random one, as before files brought splits of their own", () => {
  expect(parseHash("#/train?model=collabnn&seed=7").settings.split).toBe("random");
  expect(parseHash("#/train").settings.split).toBe("auto");
  const random: RunSettings = { ...DEFAULT_SETTINGS, split: "random" };
  expect(formatHash({ screen: "train", settings: random })).toBe("#/train?model=blend");
  const cut: RunSettings = { ...DEFAULT_SETTINGS, split: "time", cutDate: "2016-05-01", testShare: 20, folds: 5 };
  const link = "#/train?model=blend&split=time&test=20&cut=2016-05-01&folds=5";
  expect(formatHash({ screen: "train", settings: cut })).toBe(link);
  expect(parseHash(link).settings).toEqual(cut);
});

test("a link with the reference recipe is read as its authors wrote it", () => {
  const { screen, settings } = parseHash("#/train?model=collabnn&hidden=100-50&batch=64&lr=5e-3&wd=0.1&range=0-5.5");
  expect(screen).toBe("train");
  expect(settings).toEqual({ ...defaultsOf("collabnn"), batchSize: 64, range: [0, 5.5], split: "random" });
});

test("side features are a set: their order in a link or in the settings means nothing", () => {
  expect(parseHash("#/train?sides=year-brand").settings.sides).toEqual(["brand", "year"]);
  expect(parseHash("#/train?sides=none").settings.sides).toEqual([]);
  const settings: RunSettings = { ...DEFAULT_SETTINGS, sides: [...DEFAULT_SETTINGS.sides].reverse() };
  expect(formatHash({ screen: "data", settings })).toBe("#/data");
});

test("early stopping, the schedule, the embedding size and the relevance threshold are read from a link", () => {
  const query = "factors=auto&patience=3&schedule=constant&relevant=3.5&split=leave-last-out&minimum=5&dropout=0.25";
  expect(parseHash(`#/train?${query}`).settings).toEqual({
    ...defaultsOf("hybrid"),
    factors: "auto",
    patience: 3,
    schedule: "constant",
    relevantFrom: 3.5,
    split: "leave-last-out",
    minimumRatings: 5,
    dropout: 0.25,
  });
  expect(parseHash("#/train?patience=none").settings.patience).toBeNull();
});

test("a range may begin below zero", () => {
  expect(parseHash("#/train?range=-10-10").settings.range).toEqual([-10, 10]);
  expect(parseHash("#/train?range=-10--2.5").settings.range).toEqual([-10, -2.5]);
});

test.each([
  ["an unknown model", "model=magic"],
  ["no factors", "factors=0"],
  ["half a factor", "factors=1.5"],
  ["an endless training", "epochs=1e9"],
  ["a batch in words", "batch=large"],
  ["a rate of nothing", "lr=0"],
  ["a hexadecimal seed", "seed=0x10"],
  ["an empty seed", "seed="],
  ["a range without width", "range=5-5"],
  ["a range that is reversed", "range=5-1"],
  ["a layer without units", "hidden=100-0"],
  ["a side feature that there is none of", "sides=brand-colour"],
  ["side features of no name", "sides="],
  ["a dropout of nearly everything", "dropout=0.95"],
  ["a patience of no epoch", "patience=0"],
  ["a minimum of no rating", "minimum=0"],
  ["an unknown schedule", "schedule=cosine"],
  ["a setting nobody knows", "colour=blue"],
  ["a broken escape", "seed=%E0%A4%A"],
])("%s in a link is ignored", (_, query) => {
  expect(parseHash(`#/report?${query}`)).toMatchObject({ screen: "report", settings: DEFAULT_SETTINGS });
});

test("any text at all names some view", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(SCREENS).toContain(parseHash(text).screen);
    }),
  );
});

test.each([
  ["", false],
  ["#/train", false],
  ["#/train?tab=map&filter=brand:Sonora&unit=year", false],
  ["#/train?seed=7", true],
  ["#/train?epochs=5", true],
  ["#/train?seed=many&epochs=0", false],
])("whether %s names a setting: %s", (hash, names) => {
  expect(namesSettings(hash)).toBe(names);
});
