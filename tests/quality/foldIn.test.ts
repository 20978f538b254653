import { expect, test } from "vitest";
import { defaultsOf } from "../../src/models/registry";
import { plantedRatings } from "../engine/train/plantedRatings";
import { foldInFigures } from "./foldIn";
import { foldInText } from "./foldInReport";

test("users who are folded in are served nearly as well as users who were trained", async () => {
  const columns = plantedRatings(9000, 250, 60, 3);
  const settings = { ...defaultsOf("hybrid"), factors: 4, sides: [], epochs: 25, batchSize: 250 };
  const { damped, trained, atOnce, inParts, inOwnYear, ratings } = await foldInFigures(columns, settings, 1);
  expect(ratings).toBeGreaterThan(60);
  expect(trained).toBeCloseTo(inOwnYear, 5); // there are no years
  expect(damped - trained).toBeGreaterThan(0.05); // there is something to gain
  expect((damped - inParts) / (damped - trained)).toBeGreaterThan(0.85);
  expect((damped - atOnce) / (damped - trained)).toBeGreaterThan(0.7);
});

test("the report says whether the share is reached", () => {
  const figures = { ratings: 10, damped: 1.2, trained: 1, inOwnYear: 0.99, atOnce: 1.02, inParts: 1.005 };
  const text = foldInText(new Map([["hybrid", [figures, figures]]]));
  expect(text).toMatch(
    /\| hybrid +\| 1\.2000 +\| 0\.9900 +\| 1\.0000 +\| 1\.0050 +\| 97\.5 % +\| 1\.0200 +\| 90\.0 % +\|/,
  );
  expect(text).toContain("**met** (97.5 %)");
  expect(foldInText(new Map([["hybrid", [{ ...figures, inParts: 1.02 }]]]))).toContain("**not met** (90.0 %)");
});
