import { type Feedback, isGender, isGroup, isSegment, roleMeasure, type SegmentRole } from "../../../domain/roles";
import type { Pair } from "../../../engine/explore/types";
import type { ContingencyTest } from "../../../engine/statistics/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount, formatNumber, formatShare } from "../../../ui/format";
import { hasSeveral, type SegmentNames, segmentSubject } from "../../../ui/segmentName";
import { effectWord, intervalText, LEVEL, pText } from "../effects";
import type { Look } from "../look";
import { severalNote } from "../segment/words";
import { biasCells } from "./cells";
import { bothOf, capital, cellPhrase, leftOut } from "./names";

/** Cochran 1954: with fewer expected, and in more than this share of cells, χ² is no good approximation. */
const FEWEST_EXPECTED = 5;
const MOST_SMALL = 0.2;
/** What makes a test approximate. */
export const APPROXIMATE = `fewer than ${FEWEST_EXPECTED} expected in more than a fifth of the cells`;

const decimals3 = new Intl.NumberFormat("en-US", { maximumFractionDigits: 3 });

/** "581.849", as published tables have it. */
export function chiSquareText(chiSquare: number): string {
  return decimals3.format(chiSquare);
}

/** Cramér's V, or another effect from 0 to 1. */
export function effectText(effect: number): string {
  return formatNumber(effect, 2);
}

/** A count that chance would give. */
export function expectedText(expected: number): string {
  return expected >= 100 ? formatCount(expected) : formatNumber(expected);
}

/** True where so few are expected in so many cells that the test is approximate. */
export function isApproximate({ expected }: ContingencyTest): boolean {
  const cells = expected.filter((count) => count > 0);
  return cells.filter((count) => count < FEWEST_EXPECTED).length > MOST_SMALL * cells.length;
}

/** The question that the table of two segments answers. */
export function biasQuestion(pair: Pair, feedback: Feedback, summary: SegmentNames): string {
  const isExplicit = feedback === "explicit";
  if (pair.every(isGender)) {
    return `Do women and men ${isExplicit ? "rate" : "choose"} the products that are marketed to them?`;
  }
  const segments = pair.filter(isSegment);
  if (segments.length === 1) {
    const [other] = segments as [SegmentRole];
    const by = isGroup(other) ? segmentSubject(other, summary) : roleMeasure(other);
    return `Does the mix of ${nounOf(feedback).many} by ${by} change over the years?`;
  }
  return `Do ${bothOf(pair, summary)} go together?`;
}

/** How strongly the two go together, before how sure that is; the cell furthest above chance; what is not known. */
export function biasSentence(look: Look): string {
  const { survey, selection, feedback, summary } = look;
  const { pair } = survey.bias!;
  const { test, cells } = selection.bias!;
  const { one } = nounOf(feedback);
  const n = cells.ratings;
  const both = bothOf(pair, summary);
  if (n === 0) return `No ${one} that passes the filters tells both ${both}.`;
  const known = knownSentence(look, n);
  const several = pair.filter((role) => hasSeveral(role, summary));
  if (several.length > 0) {
    return `Not tested: a rating can be in several cells.${severalNote(several)} ${known}`;
  }
  if (!test) {
    return `We cannot tell whether ${both} go together: of one of them there is a single value in all ${formatAmount(n, one)}. ${known}`;
  }
  const size = `Cramér’s V ${effectText(test.cramersV)} (${intervalText(test.interval, effectText)})`;
  const figures = `${chanceText(test)}, n = ${formatCount(n)}`;
  const doubt = isApproximate(test) ? ` This is approximate, with ${APPROXIMATE}.` : "";
  if (!(test.p < LEVEL)) {
    return `We cannot tell whether ${both} go together.\n${size}; ${figures}.${doubt} ${known}`;
  }
  const word = effectWord(test.cramersV);
  const finding = `${capital(both)} ${word === "negligible" ? "hardly go" : "go"} together: a ${word} effect.\n${size}`;
  return `${finding}; ${figures}.${doubt} ${strongest(look, test)} ${known}`;
}

/** "χ² = 581.849 with 2 degrees of freedom, p < 0.001" */
export function chanceText({ chiSquare, degrees, p, isCorrected }: ContingencyTest): string {
  const freedom = `${formatCount(degrees)} ${degrees === 1 ? "degree" : "degrees"} of freedom`;
  const corrected = isCorrected ? " and Yates’ correction" : "";
  return `χ² = ${chiSquareText(chiSquare)} with ${freedom}${corrected}, ${pText(p)}`;
}

function strongest(look: Look, { residuals, expected }: ContingencyTest): string {
  const { survey, selection, feedback, summary } = look;
  const cell = biasCells(look).reduce((best, each) => (residuals[each.at] > residuals[best.at] ? each : best));
  const counts = `${formatCount(selection.bias!.observed[cell.at])} against ${expectedText(expected[cell.at])} expected`;
  return `Furthest above chance: ${cellPhrase(survey.bias!.pair, cell.labels, feedback, summary)}, ${counts}.`;
}

/** How many ratings the table has, of those that it could have. */
function knownSentence(look: Look, n: number): string {
  const { survey, feedback, summary } = look;
  const { one } = nounOf(feedback);
  const left = leftOut(survey.bias!, summary);
  const all = lookedAt(look);
  const counted =
    all === null ? formatAmount(n, one) : `${formatCount(n)} of ${formatAmount(all, one)} (${formatShare(n / all)})`;
  if (left) return `Counted are ${counted}: those of ${left} with both known.`;
  return n === all ? `Both are known in all ${formatAmount(n, one)}.` : `Both are known in ${counted}.`;
}

/**
 * Ratings that pass the filters of everything but the pair, as the table has them, unknown among them; null where the
 * filter has parts of both segments, when none of the Selection's figures tells.
 */
export function lookedAt({ survey, selection, filter }: Look): number | null {
  const [row, column] = survey.bias!.pair;
  if (filter[row] && filter[column]) return null;
  const role = filter[row] ? row : filter[column] ? column : null;
  return role ? selection.segments[role]!.ratings : selection.ratings;
}
