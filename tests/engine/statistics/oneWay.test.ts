import { describe, expect, test } from "vitest";
import { oneWay } from "../../../src/engine/statistics/oneWay";
import { expectNear, REFERENCE, sumsOf } from "./fixture";

type Sums = readonly [n: number, sum: number, squares: number];

/** Of groups given by their sums. */
function ofSums(groups: readonly Sums[]) {
  const each = (part: 0 | 1 | 2) => groups.map((sums) => sums[part]);
  return oneWay(each(0), each(1), each(2));
}
const ofGroups = (...groups: number[][]) => ofSums(groups.map(sumsOf));

describe("whether a mean depends on the group", () => {
  test.each(REFERENCE.oneWay)("F = $f of $degrees degrees is SciPy's, the effects statsmodels'", (reference) => {
    const found = ofSums(reference.groups)!;
    expect(found.degrees).toEqual(reference.degrees);
    expectNear(found.f, reference.f);
    expectNear(found.p, reference.p);
    expectNear(found.partialEtaSquared, reference.etaSquared);
    expectNear(found.omegaSquared, reference.omegaSquared);
  });

  test("groups without values are left out", () => {
    expect(ofGroups([], [1, 2, 3], [], [3, 5])).toEqual(ofGroups([1, 2, 3], [3, 5]));
  });

  test("ω² is 0, not less, where groups differ less than by chance", () => {
    const found = ofGroups([1, 5], [2, 4])!;
    expect(found).toMatchObject({ f: 0, p: 1, partialEtaSquared: 0, omegaSquared: 0 });
  });

  test("what rounding left in the squares of single values is no spread", () => {
    const rounded: Sums[] = [
      [1, 1, 1 + 1e-9],
      [1, 2, 4 + 1e-9],
    ];
    expect(ofSums(rounded)).toBeNull();
  });

  test.each([
    ["there is nothing", []],
    ["no group has values", [[], []]],
    ["one group has values", [[1, 2, 3], []]],
    ["each group has one value", [[1], [2], [3]]],
    ["values are identical within the groups", [Array(9).fill(0.1), Array(7).fill(0.7)]],
    ["everything is 0", [Array(5).fill(0), Array(5).fill(0)]],
    [
      "a value is no number",
      [
        [1, 2, Number.NaN],
        [2, 3],
      ],
    ],
  ] as [string, number[][]][])("cannot be estimated where %s", (_, groups) => {
    expect(ofGroups(...groups)).toBeNull();
  });
});
