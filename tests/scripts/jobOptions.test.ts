import { expect, test } from "vitest";
import { parseJob, trainLink, UsageError } from "../../scripts/job/options";
import { DEFAULT_SETTINGS } from "../../src/engine/training/types";

test("a file alone asks for the page's own defaults", () => {
  expect(parseJob(["ratings.csv"])).toEqual({
    file: "ratings.csv",
    settings: DEFAULT_SETTINGS,
    recommend: [],
    top: null,
  });
});

test("every option reaches the setting that it names", () => {
  const line =
    "ratings.csv --model collabnn --epochs 3 --batch-size 256 --lr 1e-2 --weight-decay 0 --factors 16 --seed 7 --backend wasm --split time --recommend u1,u2 --recommend u3 --top 5";
  expect(parseJob(line.split(" "))).toEqual({
    file: "ratings.csv",
    settings: {
      ...DEFAULT_SETTINGS,
      model: "collabnn",
      epochs: 3,
      batchSize: 256,
      learningRate: 0.01,
      weightDecay: 0,
      factors: 16,
      seed: 7,
      backend: "wasm",
      split: "time",
    },
    recommend: ["u1", "u2", "u3"],
    top: 5,
  });
});

test("the link to the Train screen carries the settings", () => {
  const job = parseJob(["a.csv", "--model", "collabnn", "--seed=7"]);
  expect(job && trainLink(job)).toBe("#/train?model=collabnn&seed=7");
});

test("a default may be spelt out, in any notation", () => {
  const { settings } = parseJob(["a.csv", "--lr", "5e-3", "--weight-decay", "0.10", "--batch-size", "auto"])!;
  expect(settings).toEqual(DEFAULT_SETTINGS);
});

test("help is asked for, with or without a file", () => {
  expect(parseJob(["--help"])).toBeNull();
  expect(parseJob(["a.csv", "--help"])).toBeNull();
});

test.each([
  [[], "Name the CSV file to read. See --help."],
  [["a.csv", "b.csv"], 'Name one file, not also "b.csv". See --help.'],
  [["a.csv", "--epoch", "3"], "Unknown option '--epoch'. See --help."],
  [["a.csv", "--model"], "Option '--model <value>' argument missing. See --help."],
  [["a.csv", "--model", "svd"], '--model is dot-product, dot-product-bias or collabnn, not "svd".'],
  [["a.csv", "--epochs", "0"], '--epochs is a whole number from 1 to 1,000, not "0".'],
  [["a.csv", "--epochs", "2.5"], '--epochs is a whole number from 1 to 1,000, not "2.5".'],
  [["a.csv", "--lr", "fast"], '--lr is a number above 0, at most 10, not "fast".'],
  [["a.csv", "--seed=-1"], '--seed is a whole number from 0 to 4,294,967,295, not "-1".'],
  [["a.csv", "--backend", "gpu"], '--backend is auto, webgl, wasm or cpu, not "gpu".'],
  [["a.csv", "--top", "0"], '--top is a whole number from 1 to 1,000, not "0".'],
  [["a.csv", "--recommend", "u1,,u2"], "--recommend holds an empty user id."],
])("%j is answered in one line", (args, message) => {
  expect(() => parseJob(args)).toThrow(new UsageError(message));
});
