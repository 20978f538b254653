import { beforeAll, describe, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import type { BiasTables, Selection, Survey } from "../../../src/engine/explore/types";
import type { ContingencyTest, Effect } from "../../../src/engine/statistics/types";
import {
  byCode,
  EXPECTED,
  type ExpectedSelection,
  ends,
  expectBoxes,
  expectFigure,
  expectFigures,
  labelled,
  referenceDataset,
} from "./fixture";

type ExpectedBias = ExpectedSelection["bias"];

function expectTest(found: ContingencyTest | null, expected: ExpectedBias["test"]): void {
  if (expected === null) {
    expect(found).toBeNull();
    return;
  }
  expect(found).toMatchObject({ n: expected.n, degrees: expected.degrees });
  expectFigure(found!.chiSquare, expected.chiSquare);
  expectFigure(found!.p, expected.p);
  expectFigure(found!.cramersV, expected.cramersV);
}

function expectEffect(found: Effect | null, expected: ExpectedBias["anova"]["row"]): void {
  if (expected === null) {
    expect(found).toBeNull();
    return;
  }
  expect(found!.degrees).toEqual(expected.degrees);
  expectFigure(found!.f, expected.f);
  expectFigure(found!.p, expected.p);
  expectFigure(found!.partialEtaSquared, expected.partialEtaSquared);
}

function expectBias(found: BiasTables, expected: ExpectedBias, years: readonly string[]): void {
  expectFigures(found.cells, expected.cells);
  expect(found.observed).toEqual(found.cells.n);
  expectTest(found.test, expected.test);
  expect(found.byYear.map(({ year, n }) => ({ year: years[year], n }))).toEqual(
    expected.byYear.map(({ year, n }) => ({ year, n })),
  );
  expected.byYear.forEach(({ test }, at) => {
    expectTest(found.byYear[at]!.test, test);
  });
  for (const effect of ["row", "column", "interaction"] as const)
    expectEffect(found.anova![effect], expected.anova[effect]);
}

function expectBalance(found: Selection["balance"], expected: ExpectedSelection["balance"], survey: Survey): void {
  for (const role of ["productGender", "userGender"] as const) {
    const { known, equal, largest, lead } = found[role]!;
    const reference = expected[role];
    expect(known).toBe(reference.known);
    expect(equal === null).toBe(reference.equal === null);
    for (const figure of ["chiSquare", "p", "cramersV"] as const)
      if (reference.equal) expectFigure(equal![figure], reference.equal[figure]);
    expect(largest?.map((code) => survey.labels[role]![code])).toEqual(reference.largest ?? undefined);
    expect(lead === null).toBe(reference.lead === null);
    if (reference.lead)
      [lead!.difference, ...lead!.interval].forEach((figure, at) => {
        expectFigure(figure, reference.lead![at]!);
      });
  }
}

function expectSelection(found: Selection, expected: ExpectedSelection, survey: Survey): void {
  const { ratings, users, products } = expected;
  expect(found).toMatchObject({ ratings, users, products });
  expect(Object.keys(found.segments).sort()).toEqual(Object.keys(expected.segments).sort());
  for (const [role, labels] of Object.entries(survey.labels)) {
    const segment = role as keyof typeof survey.labels;
    expectFigures(found.segments[segment]!, byCode(labels, expected.segments[segment]!));
  }
  expect([...found.distribution]).toEqual(expected.distribution);
  expectFigures(found.periods!, expected.periods);
  expectBoxes(found.years!, byCode(survey.labels.year!, expected.years));
  expectBoxes(found.boxes!, expected.boxes);
  expect([...found.boxes!.shares]).toEqual(expected.shares);
  expect([...found.userActivity]).toEqual(expected.userActivity);
  expect([...found.productActivity]).toEqual(expected.productActivity);
  expectBias(found.bias!, expected.bias, survey.labels.year!);
  expectBalance(found.balance, expected.balance, survey);
  expect(found.errors).toBeNull();
}

describe.each(EXPECTED.views)("looked at by $views.unit, boxes by $views.boxes and bias by $views.bias", (looked) => {
  let explorer: Explorer;
  let survey: Survey;
  beforeAll(async () => {
    explorer = new Explorer(await referenceDataset());
    survey = explorer.survey(looked.views);
  });

  test("the file is divided as NumPy and pandas divide it", () => {
    expect(ends(survey.periods!.bins)).toEqual(looked.periods);
    expect(survey.periods!.unit).toBe(looked.views.unit);
    expect(survey.untimed).toBe(EXPECTED.untimed);
    expect(ends(survey.activityBins)).toEqual(EXPECTED.activityBins);
    expect(ends(survey.bins)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5].map((value) => [value, value]));
    expect(labelled(survey, survey.boxes)).toEqual(looked.boxes);
    expect(labelled(survey, survey.bias)).toEqual(looked.bias);
  });

  test("the survey's own figures are those without a filter", () => {
    expectSelection(survey.all, looked.selections.find(({ name }) => name === "none")!, survey);
  });

  test.each(looked.selections)("filtered by $name, every chart shows what SciPy finds", (expected) => {
    expectSelection(explorer.explore(expected.filter), expected, survey);
  });
});

test("the first views are those that the file has most to tell in", async () => {
  const survey = new Explorer(await referenceDataset()).survey({ unit: "auto", boxes: "auto", bias: "auto" });
  const [first] = EXPECTED.views;
  expect(survey.periods!.unit).toBe("month");
  expect(labelled(survey, survey.boxes)).toEqual(first!.boxes);
  expect(labelled(survey, survey.bias)).toEqual(first!.bias);
  expectSelection(survey.all, first!.selections[0], survey);
});
