import { expect, test } from "vitest";
import { candidate, overridesFrom, RECIPE } from "./candidates";
import { withNotes } from "./qualityFile";
import { type Figure, qualityText } from "./report";

function figures(hybrid: number): Figure[] {
  const rmse = { "damped bias": 1.2, recipe: 1.1, hybrid, oracle: 1.0, "full truth": 0.7 };
  return [1, 2].flatMap((seed) =>
    Object.entries(rmse).map(
      ([predictor, value]): Figure => ({ regime: "demo", seed, predictor, rmse: value + (seed === 1 ? 0.01 : -0.01) }),
    ),
  );
}

test("the gap closed is the share of the way from the damped bias to the oracle", () => {
  const text = qualityText(figures(1.03));
  expect(text).toMatch(/\| hybrid +\| 1\.0300 +\| 0\.0141 +\| 85\.0 % /);
  expect(text).toContain("hybrid closes at least 80.0 % of the gap: **met** (85.0 %).");
  expect(text).toContain("hybrid is below the recipe: **met** (−0.0700).");
});

test("a bar that is missed is called not met", () => {
  const text = qualityText(figures(1.15));
  expect(text).toContain("hybrid closes at least 80.0 % of the gap: **not met** (25.0 %).");
  expect(text).toContain("hybrid is below the recipe: **not met** (+0.0500).");
  expect(text).toContain("hybrid is below the damped bias: **met** (−0.0500).");
});

test("notes that a person wrote survive a new report", () => {
  const first = withNotes("# One\n", "");
  const written = first.replace("-->\n<!--", "-->\n\nDropout 0.1: tried 0 to 0.5.\n\n<!--");
  expect(written).not.toBe(first);
  const second = withNotes("# Two\n", written);
  expect(second).toContain("# Two");
  expect(second).not.toContain("# One");
  expect(second).toContain("Dropout 0.1: tried 0 to 0.5.");
  expect(withNotes("# Two\n", second)).toBe(second);
});

test("overrides are read as JSON or text, change a model's defaults, and leave the recipe as it is", () => {
  const overrides = overridesFrom(["learningRate=1e-3", "hidden=[8]", "schedule=constant"]);
  expect(overrides).toEqual({ learningRate: 1e-3, hidden: [8], schedule: "constant" });
  expect(candidate("hybrid", overrides).settings).toMatchObject({ model: "hybrid", learningRate: 1e-3 });
  expect(candidate(RECIPE, overrides).settings).toMatchObject({ batchSize: 64, learningRate: 5e-3, weightDecay: 0.1 });
});

test("an unknown setting or model is refused", () => {
  expect(() => overridesFrom(["learningrate=1"])).toThrow("learningrate");
  expect(() => candidate("magic", {})).toThrow("magic");
});
