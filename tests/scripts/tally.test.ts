import { expect, test } from "vitest";
import { addTallies, countVitest, tallyLine } from "../../scripts/lib/tally";

function report(passed: number, failed: number, files: { status: string; tests: string[] }[] = []): string {
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((outcome) => ({ status: outcome })),
    })),
  });
}

test("a run is counted from the runner's report", () => {
  expect(countVitest(report(3, 0, [{ status: "passed", tests: ["passed", "passed", "passed"] }]), 0)).toEqual({
    passed: 3,
    failed: 0,
  });
  expect(countVitest(report(1, 1, [{ status: "failed", tests: ["passed", "failed"] }]), 1)).toEqual({
    passed: 1,
    failed: 1,
  });
});

test("a test file that cannot be loaded counts as one failure", () => {
  const files = [
    { status: "failed", tests: [] },
    { status: "passed", tests: ["passed"] },
  ];
  expect(countVitest(report(1, 0, files), 1)).toEqual({ passed: 1, failed: 1 });
});

test("a file whose set-up failed after tests passed counts as one failure", () => {
  expect(countVitest(report(1, 0, [{ status: "failed", tests: ["passed"] }]), 1)).toEqual({ passed: 1, failed: 1 });
});

test("a runner that crashed counts as a failure, with or without a report", () => {
  expect(countVitest(null, 134)).toEqual({ passed: 0, failed: 1 });
  expect(countVitest('{"numPassed', 134)).toEqual({ passed: 0, failed: 1 });
  expect(countVitest(report(5, 0), 1)).toEqual({ passed: 5, failed: 1 });
});

test("no report is a failure even when the runner claims success", () => {
  expect(countVitest(null, 0)).toEqual({ passed: 0, failed: 1 });
});

test("tallies add up to the last line", () => {
  expect(tallyLine(addTallies({ passed: 6, failed: 1 }, { passed: 120, failed: 2 }))).toBe("126 passed, 3 failed");
});
