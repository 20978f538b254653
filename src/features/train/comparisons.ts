import { FEWEST_RATINGS, FEWEST_USERS } from "../../domain/telling";
import type { BaselineComparison, Comparison, Outcome } from "../../engine/evaluate/types";
import type { Interval } from "../../engine/statistics/types";
import type { RunResult } from "../../engine/train/types";

type Compared = Pick<Comparison, "metric" | "difference" | "interval" | "outcome">;

/** Three decimals, four where three would not tell the ends of a narrow interval apart. */
export function gapDecimals([low, high]: Interval): number {
  return Math.abs(high - low) < 0.005 ? 4 : 3;
}

/** "95 % interval 0.015 to 0.027", of a difference without its sign; ends that lie on both sides keep theirs. */
function sized({ difference, interval }: Compared): { gap: string; range: string } {
  const decimals = gapDecimals(interval);
  const text = (value: number) => value.toFixed(decimals).replace("-", "−");
  const [low, high] = interval;
  const sign = difference < 0 ? -1 : 1;
  // Turned so that the difference is positive; the end nearer to 0 first.
  const ends = sign < 0 ? [-high, -low] : [low, high];
  return {
    gap: text(Math.abs(difference)),
    range: `95\u00a0% interval ${text(ends[0])} to ${text(ends[1])}`,
  };
}

/**
 * One predictor against another in words: "0.021 stars better than damped bias (95 % interval 0.015 to 0.027)". An
 * interval that holds 0 is no finding, and is said to be none.
 */
export function comparisonSentence(comparison: Compared, other: string, unit: string): string {
  const { metric, outcome } = comparison;
  const { gap, range } = sized(comparison);
  const what = metric === "rmse" ? `${unit} in RMSE` : "in NDCG@10";
  if (outcome === "too few") {
    const fewer = `fewer than ${FEWEST_RATINGS} ratings or ${FEWEST_USERS} users`;
    return `The test part is too small to tell it and ${other} apart (${fewer}): they differ by ${gap} ${what} (${range}).`;
  }
  if (outcome === "no different") {
    return `We cannot tell it and ${other} apart: they differ by ${gap} ${what} (${range}).`;
  }
  if (metric === "ndcg10") return `NDCG@10 is ${gap} ${outcome} than that of ${other} (${range}).`;
  return `${gap}\u00a0${unit} ${outcome} than ${other} (${range}).`;
}

/** Whether the Run beats the best baseline on the test part, by how much, and how sure that is. */
export function verdict({ comparison }: Pick<RunResult, "comparison">, unit: string): string {
  if (!comparison)
    return "Fewer than six users of the test part can be measured, too few to compare it with a baseline.";
  const sentence = comparisonSentence(comparison, comparison.baseline, unit);
  if (comparison.outcome !== "worse") return `${sentence}${amongWords(comparison)}`;
  const simple = comparison.metric === "rmse" ? "predicts these ratings" : "ranks these products";
  return `${sentence} Simple arithmetic ${simple} better.${amongWords(comparison)}`;
}

/** Why the verdict is against more than one baseline. */
function amongWords({ among, outcome }: BaselineComparison): string {
  if (!among || outcome === "too few") return "";
  return ` The validation part is too small to say which baseline is best, so the verdict is against all ${among} (Holm’s correction).`;
}

/**
 * What the Run's lists come to beside those that everybody could be shown: "2.1 times as many hits as the most popular
 * ten". Null where nothing could be ranked.
 */
export function listVerdict({ lists, test }: Pick<RunResult, "lists" | "test">): string | null {
  if (!lists || !test.ranking) return null;
  const { popularity, hitsRatio, comparison } = lists;
  if (!popularity) return "Fewer than six users can be ranked for, too few to compare the lists with others.";
  if (popularity.outcome === "too few") return comparisonSentence(popularity, "the most popular products", "");
  const hits =
    hitsRatio === null
      ? ""
      : `${hitsRatio.toFixed(hitsRatio < 10 ? 2 : 0)} times as many hits as the ten most popular. `;
  const worse = popularity.outcome === "worse" ? " Show everybody the most popular products instead." : "";
  const popular = `${hits}${comparisonSentence(popularity, "the most popular products", "")}${worse}`;
  const beside =
    comparison && comparison.baseline !== "popularity"
      ? ` ${comparisonSentence(comparison, comparison.baseline, "")}${amongWords(comparison)}`
      : "";
  return `${popular}${beside}`;
}

/** The verdict on lists as a label: "better than the most popular". Null without a comparison. */
export function listLabel({ lists }: Pick<RunResult, "lists">): OutcomeLabel | null {
  const outcome = lists?.popularity?.outcome;
  return outcome ? labelOf(outcome, "the most popular") : null;
}

export interface OutcomeLabel {
  outcome: Outcome;
  text: string;
}

const THAN: Record<Exclude<Outcome, "too few">, string> = {
  better: "better than",
  "no different": "no different from",
  worse: "worse than",
};

function labelOf(outcome: Outcome, other: string): OutcomeLabel {
  return { outcome, text: outcome === "too few" ? "too few test ratings to tell" : `${THAN[outcome]} ${other}` };
}

/** The verdict as a label: "worse than damped bias". Null without a comparison. */
export function outcomeLabel({ comparison }: Pick<RunResult, "comparison">): OutcomeLabel | null {
  return comparison && labelOf(comparison.outcome, comparison.baseline);
}
