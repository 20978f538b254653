/** How many tests passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

export function addTallies(...tallies: Tally[]): Tally {
  return tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The line that ends a test run. */
export function tallyLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

/** The parts of Vitest's JSON report that are counted. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Count a Vitest run from its JSON report and exit code. A test file that failed outside its tests (it could not be
 * loaded, or its set-up threw) counts as one failure; so does a run that failed without naming any, such as one that
 * crashed and left no report.
 */
export function countVitest(report: string | null, exitCode: number): Tally {
  const tally: Tally = { passed: 0, failed: 0 };
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(report ?? "") as VitestReport;
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
    );
    tally.passed = numPassedTests;
    tally.failed = numFailedTests + brokenFiles.length;
  } catch {
    tally.failed = 1;
  }
  if (exitCode !== 0 && tally.failed === 0) tally.failed = 1;
  return tally;
}
