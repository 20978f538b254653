import { isSegment } from "../../../domain/roles";
import type { ContingencyTest } from "../../../engine/statistics/types";
import { formatAmount, formatCount, formatNumber } from "../../../ui/format";
import { effectWord, LEVEL } from "../effects";
import type { Look } from "../look";
import { bothOf, capital } from "./names";
import { APPROXIMATE, effectText, isApproximate } from "./words";

/** What two segments have to do with each other in one year. */
export interface BiasYear {
  /** Text of the year. */
  year: string;
  n: number;
  test: ContingencyTest | null;
  /** Few ratings in many cells. */
  approximate: boolean;
}

/** False where the file has no two years, or the table has the years already. */
export function hasYears({ survey }: Look): boolean {
  return (survey.all.bias?.byYear.length ?? 0) > 1 && (survey.bias?.pair.every(isSegment) ?? true);
}

/** The years that the filters leave, in their order. */
export function biasYears({ survey, selection }: Look): BiasYear[] {
  const labels = survey.labels.year!;
  return selection.bias!.byYear.map(({ year, n, test }) => ({
    year: labels[year],
    n,
    test,
    approximate: test !== null && isApproximate(test),
  }));
}

export const YEARS_QUESTION = "Is it the same in every year?";

type Tested = BiasYear & { test: ContingencyTest };

/** In how many years they go together, how strongly there, and which years tell little. */
export function yearsTestSentence(look: Look, years: readonly BiasYear[]): string {
  const both = bothOf(look.survey.bias!.pair, look.summary);
  if (years.length === 0) return "No year is left by the filters.";
  const tested = years.filter((year): year is Tested => year.test !== null);
  const sure = tested.filter(({ test }) => test.p < LEVEL);
  return [findingOf(both, tested, sure), ...doubtsOf(years, tested)].join(" ");
}

function findingOf(both: string, tested: readonly Tested[], sure: readonly Tested[]): string {
  const all = formatAmount(tested.length, "year");
  if (tested.length === 0) return `We cannot tell in any year whether ${both} go together.`;
  if (sure.length === 0) {
    const where = tested.length === 1 ? `in ${tested[0].year}` : `in any of ${all}`;
    return `We cannot tell ${where} whether ${both} go together: p is ${LEVEL} or more.`;
  }
  const rising = [...sure].sort((a, b) => a.test.cramersV - b.test.cramersV);
  const [least, most] = [rising[0], rising.at(-1)!];
  const sized = ({ year, test }: Tested) => `${effectText(test.cramersV)} in ${year} (${effectWord(test.cramersV)})`;
  const sizes =
    sure.length === 1 ? `with Cramér’s V ${sized(least)}` : `with Cramér’s V from ${sized(least)} to ${sized(most)}`;
  return `${capital(both)} go together beyond chance (p under ${LEVEL}) in ${formatCount(sure.length)} of ${all}, ${sizes}.${chanceNote(tested.length, sure.length)}`;
}

/** Of many tests some are below the level by chance. */
function chanceNote(tested: number, sure: number): string {
  const expected = tested * LEVEL;
  return sure <= 2 * expected && tested >= 10
    ? ` Chance alone would give about ${formatNumber(expected, 1)} such years.`
    : "";
}

function doubtsOf(years: readonly BiasYear[], tested: readonly Tested[]): string[] {
  const left = years.length - tested.length;
  const approximate = years.filter((year) => year.approximate).length;
  return [
    ...(left > 0 ? [`${formatAmount(left, "year is", "years are")} too small to test.`] : []),
    ...(approximate > 0
      ? [`${formatAmount(approximate, "year is", "years are")} approximate, with ${APPROXIMATE}.`]
      : []),
  ];
}
