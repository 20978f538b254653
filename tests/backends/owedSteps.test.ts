import { expect, test } from "vitest";
import { type AdamWStep, adamWStep } from "../../src/backends/adamw";
import { currentWeight, OwedSteps } from "../../src/backends/owedSteps";
import { oneCycle } from "../../src/engine/train/schedule";

const STEPS = 4000;

/** Steps of one cycle at the reference's batch size, at which epsilon is 1e-5. */
function stepAt(step: number): AdamWStep {
  return adamWStep(step, oneCycle(step, STEPS, 5e-3), 0.1, 64);
}

/** A weight of dense AdamW after steps from .. until without gradient, by its definition in float64. */
function coast(weight: number, m: number, v: number, from: number, until: number): number[] {
  let now = [weight, m, v];
  for (let step = from; step < until; step++) {
    const { rate, rootScale, beta1, beta2, epsilon, keep } = stepAt(step);
    const [w, first, second] = [now[0] * keep, now[1] * beta1, now[2] * beta2];
    now = [w - (rate * first) / (Math.sqrt(second) * rootScale + epsilon), first, second];
  }
  return now;
}

function owedAfter(steps: number, owed = new OwedSteps()): OwedSteps {
  while (owed.steps < steps) owed.advance(stepAt(owed.steps));
  return owed;
}

function termsOf(owed: OwedSteps, since: number): Float32Array {
  const terms = new Float32Array(6);
  owed.weightTerms(since, terms, 0);
  owed.momentTerms(since, terms, 4);
  return terms;
}

/** The largest error of a coasting weight over these gaps, by its movement, where √v is `root`. */
function worstError(since: number, root: number): number {
  const errors = [1, 3, 10, 30, 100, 300, 600].map((missed) => {
    const owed = owedAfter(since + missed);
    const moved = currentWeight(0, root, root ** 2, termsOf(owed, since));
    return Math.abs(moved / coast(0, root, root ** 2, since, since + missed)[0] - 1);
  });
  return Math.max(...errors);
}

/** Twice the rounding of a float: movement and terms are floats. */
const ROUNDING = 2.5e-7;

test.each([1e-8, 1e-6, 3e-6, 1e-5, 3e-5])(
  "where √v is %d, about epsilon, the movement is right within bounds",
  (root) => {
    for (const since of [1, 2, 5, 20]) expect(worstError(since, root)).toBeLessThan(5e-3);
    for (const since of [100, 1000, 3000]) expect(worstError(since, root)).toBeLessThan(1e-3);
  },
);

test.each([1e-4, 1e-3, 1e-1])("where √v is %d, far above epsilon, hardly any error is left", (root) => {
  for (const since of [1, 5, 100, 3000])
    expect(worstError(since, root)).toBeLessThan(2e-4 * (1e-4 / root) ** 2 + ROUNDING);
});

test("a single missed step has no error but rounding, at any √v", () => {
  for (const since of [1, 10, 1000]) {
    for (const root of [1e-9, 1e-5, 1]) {
      const moved = currentWeight(0, root, root ** 2, termsOf(owedAfter(since + 1), since));
      const expected = coast(0, root, root ** 2, since, since + 1)[0];
      expect(Math.abs(moved / expected - 1)).toBeLessThan(4 * ROUNDING);
    }
  }
});

test.each([0, 1, 7, 150, 700, 2500])("the moments after %i missed steps are those of dense AdamW", (missed) => {
  const terms = termsOf(owedAfter(900 + missed), 900);
  const [, m, v] = coast(0, 1, 1, 900, 900 + missed);
  expect(terms[4]).toBeCloseTo(m, 7);
  expect(terms[5] / v).toBeCloseTo(1, 5);
});

test("what is left of a moment after very long is nothing, rather than a number that processors are slow with", () => {
  const terms = termsOf(owedAfter(8000), 1);
  expect([...terms.subarray(4)]).toEqual([0, 0]);
});

test("a row that was never touched owes nothing but its decay", () => {
  const [kept, moved] = termsOf(owedAfter(3000), 0);
  expect(moved).toBe(0);
  expect(kept).toBeCloseTo(coast(1, 0, 0, 0, 3000)[0], 6);
});

test("a row of the last step owes nothing", () => {
  const terms = termsOf(owedAfter(50), 50);
  expect([terms[0], terms[1], terms[4], terms[5]]).toEqual([1, 0, 1, 1]);
});

test("without momentum nothing moves on", () => {
  const owed = new OwedSteps();
  const step = { rate: 1, rootScale: 1, beta1: 0, beta2: 0, epsilon: 1, keep: 0.5 };
  for (let i = 0; i < 3; i++) owed.advance(step);
  expect([...termsOf(owed, 1)]).toEqual([0.25, 0, 1, 1, 0, 0]);
});

test.each([3, 511, 512, 513, 1500])("goes on to the bit from what was saved after %i steps", (saved) => {
  const resumed = new OwedSteps();
  resumed.restore(structuredClone(owedAfter(saved).save()));
  const [whole, rest] = [owedAfter(saved + 600), owedAfter(saved + 600, resumed)];
  for (let since = 0; since <= whole.steps; since++) expect(termsOf(rest, since)).toEqual(termsOf(whole, since));
});
