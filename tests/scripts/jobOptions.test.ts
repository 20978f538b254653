import { expect, test } from "vitest";
import { HELP, parseJob, trainLink, UsageError } from "../../scripts/job/options";
import { DEFAULT_SETTINGS, defaultsOf } from "../../src/models/registry";

test("a file alone asks for the page's own defaults", () => {
  expect(parseJob(["ratings.csv"])).toEqual({
    files: ["ratings.csv"],
    reading: {},
    settings: DEFAULT_SETTINGS,
    recommend: [],
    top: null,
    again: false,
  });
});

test("every option reaches the setting that it names", () => {
  const line =
    "ratings.csv --model collabnn --factors auto --hidden 64-32 --sides brand-year --minimum-ratings 3 --dropout 0.2 --epochs 3 --patience 2 --batch-size 256 --schedule constant --lr 1e-2 --weight-decay 0 --relevant-from 4.5 --split leave-last-out --test-share 20 --cut-date 2016-05-01 --folds 5 --only category:Audio;rating:4..5 --seed 7 --backend wasm --recommend u1,u2 --recommend u3 --top 5 --again";
  expect(parseJob(line.split(" "))).toEqual({
    files: ["ratings.csv"],
    reading: {},
    settings: {
      model: "collabnn",
      ranker: "item-item",
      factors: "auto",
      hidden: [64, 32],
      sides: ["brand", "year"],
      minimumRatings: 3,
      dropout: 0.2,
      epochs: 3,
      patience: 2,
      batchSize: 256,
      schedule: "constant",
      learningRate: 0.01,
      weightDecay: 0,
      range: "auto",
      relevantFrom: 4.5,
      split: "leave-last-out",
      testShare: 20,
      cutDate: "2016-05-01",
      folds: 5,
      only: "category:Audio;rating:4..5",
      seed: 7,
      backend: "wasm",
    },
    recommend: ["u1", "u2", "u3"],
    top: 5,
    again: true,
  });
});

test("several files are read as one, as the options on reading say", () => {
  const line = "a.csv b.csv products.csv --zero-means missing --date-order month-first --duplicates mean";
  expect(parseJob(line.split(" "))).toMatchObject({
    files: ["a.csv", "b.csv", "products.csv"],
    reading: { zeroMeans: "missing", dateOrder: "month-first", duplicates: "mean" },
  });
  expect(() => parseJob(["a.csv", "--zero-means", "none"])).toThrow(
    new UsageError('--zero-means is rating or missing, not "none".'),
  );
});

test("the link to the Train screen carries the settings", () => {
  const job = parseJob(["a.csv", "--model", "collabnn", "--seed=7"]);
  expect(job && trainLink(job)).toBe("#/train?model=collabnn&split=auto&seed=7");
});

test("a default may be spelt out, in any notation", () => {
  const { settings } = parseJob(["a.csv", "--lr", "5e-3", "--dropout", "0.10", "--batch-size", "auto"])!;
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, learningRate: 0.005, dropout: 0.1 });
});

test("a model brings its own defaults, wherever on the line it stands", () => {
  const { settings } = parseJob(["a.csv", "--seed", "3", "--model", "dot-product-bias", "--hidden", "none"])!;
  expect(settings).toEqual({ ...defaultsOf("dot-product-bias"), seed: 3, hidden: [] });
});

test("the help names every setting's default", () => {
  for (const option of ["sides", "minimum-ratings", "patience", "schedule", "relevant-from"]) {
    expect(HELP).toMatch(new RegExp(`--${option} .*; default \\S+\n`));
  }
});

test("help is asked for, with or without a file", () => {
  expect(parseJob(["--help"])).toBeNull();
  expect(parseJob(["a.csv", "--help"])).toBeNull();
});

test.each([
  [[], "Name the CSV file to read. See --help."],
  [["a.csv", "--epoch", "3"], "Unknown option '--epoch'. See --help."],
  [["a.csv", "--model"], "Option '--model <value>' argument missing. See --help."],
  [
    ["a.csv", "--model", "svd"],
    '--model is blend, bayesian, hybrid, collabnn, dot-product-bias, dot-product, item-item or pooled-history, not "svd".',
  ],
  [["a.csv", "--epochs", "0"], '--epochs is a whole number from 1 to 1,000, not "0".'],
  [["a.csv", "--epochs", "2.5"], '--epochs is a whole number from 1 to 1,000, not "2.5".'],
  [["a.csv", "--lr", "fast"], '--lr is a number above 0, at most 10, not "fast".'],
  [["a.csv", "--seed=-1"], '--seed is a whole number from 0 to 4,294,967,295, not "-1".'],
  [["a.csv", "--backend", "gpu"], '--backend is auto, webgl, wasm or cpu, not "gpu".'],
  [
    ["a.csv", "--sides", "colour"],
    '--sides is some of category, brand, productGender, userGender, productGroup, userGroup or year with dashes between, or none, not "colour".',
  ],
  [["a.csv", "--patience", "0"], '--patience is a whole number of epochs from 1 to 1,000, or none, not "0".'],
  [["a.csv", "--test-share", "50"], '--test-share is a whole number from 5 to 40, not "50".'],
  [["a.csv", "--cut-date", "2016-06-31"], '--cut-date is a day such as 2016-05-01, or none, not "2016-06-31".'],
  [["a.csv", "--folds", "1"], '--folds is a whole number from 2 to 20, or none, not "1".'],
  [
    ["a.csv", "--split", "leave-one-out"],
    '--split is auto, random, column, time or leave-last-out, not "leave-one-out".',
  ],
  [["a.csv", "--top", "0"], '--top is a whole number from 1 to 1,000, not "0".'],
  [["a.csv", "--recommend", "u1,,u2"], "--recommend holds an empty user id."],
])("%j is answered in one line", (args, message) => {
  expect(() => parseJob(args)).toThrow(new UsageError(message));
});
