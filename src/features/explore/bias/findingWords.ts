import { ownerOf } from "../../../domain/roles";
import type { Finding, Survey } from "../../../engine/explore/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount, formatShare } from "../../../ui/format";
import { hasSeveral, type SegmentNames, segmentSubject, segmentWord } from "../../../ui/segmentName";
import type { ChartName } from "../chartIds";
import { binLabel } from "../counts/words";
import { effectWord } from "../effects";
import { bothOf, capital, cellPhrase, standsFor, valuesText } from "./names";
import { effectText, expectedText } from "./words";

/** A finding as it is shown. */
export interface FindingWords {
  /** What is so, with its numbers. */
  fact: string;
  /** How large it is: "a small effect, Cramér’s V 0.25". */
  effect: string;
  /** What it rests on. */
  base: string;
  /** The chart that shows it. */
  chart: ChartName;
}

/** What the findings are about, and how sure all of them are. */
export function findingsIntro({ feedback, findings }: Pick<Survey, "feedback" | "findings">): string {
  if (findings.length === 0) {
    return "Nothing stands out: none of the differences that we looked for in the whole file is beyond chance (p < 0.001).";
  }
  const counted = feedback === "explicit" ? "ratings, which are not purchases" : "interactions";
  return `In the whole file, whatever the filters show; the largest effects first, all beyond chance (p < 0.001). Counted are ${counted}.`;
}

type Of<Kind extends Finding["kind"]> = Extract<Finding, { kind: Kind }>;

/** What a finding of this file says. */
export function findingWords(finding: Finding, survey: Survey, summary: SegmentNames): FindingWords {
  switch (finding.kind) {
    case "association":
      return association(finding, survey, summary);
    case "means":
      return means(finding, survey, summary);
    case "uneven":
      return uneven(finding, survey, summary);
    case "peak":
      return peak(finding, survey);
    case "singles":
      return singles(finding, survey);
  }
}

function sized(effect: number, measure: string): string {
  return `${capital(effectWord(effect))} effect, ${measure}`;
}

/** What part of the file a finding rests on. */
function baseOf(counted: number, all: number, many: string, which: string): string {
  if (counted === all) return `n = ${formatCount(all)} ${many}`;
  return `n = ${formatCount(counted)} of ${formatCount(all)} ${many} (${formatShare(counted / all)}), those with ${which}`;
}

function association(finding: Of<"association">, survey: Survey, summary: SegmentNames): FindingWords {
  const { pair, cell, observed, expected, test, effect } = finding;
  const { many } = nounOf(survey.feedback);
  const counts = `${formatCount(observed)} ${cellPhrase(pair, cell, survey.feedback, summary)} against ${expectedText(expected)} expected`;
  const values = pair.map((role) => survey.labels[role]!.length - 1);
  const isPart = test.expected.length < values[0] * values[1];
  return {
    fact: `${capital(bothOf(pair, summary))} ${effectWord(effect) === "negligible" ? "hardly go" : "go"} together: ${counts}.`,
    effect: sized(effect, `Cramér’s V ${effectText(test.cramersV)}`),
    base: baseOf(test.n, survey.all.ratings, many, `both known${isPart ? " and frequent" : ""}`),
    chart: "bias",
  };
}

function means(finding: Of<"means">, survey: Survey, summary: SegmentNames): FindingWords {
  const { by, highest, lowest, oneWay, effect } = finding;
  const known = oneWay.degrees[0] + oneWay.degrees[1] + 1;
  const named = ({ label, n, mean }: typeof highest) =>
    `${ownerOf(by) === "user" ? "by" : "for"} ${standsFor(by, label, summary)} with ${mean.toFixed(2)} (n = ${formatCount(n)})`;
  return {
    fact: `The mean rating differs by ${segmentWord(by, summary)}: lowest ${named(lowest)}, highest ${named(highest)}.`,
    effect: sized(
      effect,
      `${hasSeveral(by, summary) ? "combinations of values explain" : "explains"} ${formatShare(oneWay.omegaSquared)} of the variance (ω²)`,
    ),
    base: baseOf(known, survey.all.ratings, "ratings", `${segmentSubject(by, summary)} known`),
    chart: by,
  };
}

function uneven(finding: Of<"uneven">, survey: Survey, summary: SegmentNames): FindingWords {
  const { by, largest, known, values, effect } = finding;
  const { many } = nounOf(survey.feedback);
  const of = ownerOf(by) === "user" ? "by" : survey.feedback === "explicit" ? "of" : "with";
  const share = `${formatShare(largest.n / known)} (${formatCount(largest.n)}) are ${of} ${standsFor(by, largest.label, summary)}`;
  const even = `${formatShare(1 / values)} if ${valuesText(values, by, summary)} were equally frequent`;
  return {
    fact: `${capital(many)} divide unevenly by ${segmentWord(by, summary)}: ${share}, against ${even}.`,
    effect: sized(effect, `Cramér’s V ${effectText(effect)} against equal shares`),
    base: baseOf(known, survey.all.ratings, many, `${segmentSubject(by, summary)} known`),
    chart: by,
  };
}

/** Only of ratings: interactions have no such finding. */
function peak({ bin, n, ratings, effect }: Of<"peak">, { bins }: Survey): FindingWords {
  const even = `${formatShare(1 / bins.length)} if all ${formatCount(bins.length)} were equally frequent`;
  return {
    fact: `The most frequent rating is ${binLabel(bin)}: ${formatShare(n / ratings)} of ratings (${formatCount(n)}), against ${even}.`,
    effect: sized(effect, `Cramér’s V ${effectText(effect)} against equal shares`),
    base: `n = ${formatAmount(ratings, "rating")}`,
    chart: "distribution",
  };
}

function singles({ of, single, all, effect }: Of<"singles">, { feedback }: Survey): FindingWords {
  const { one } = nounOf(feedback);
  return {
    fact: `${formatShare(single / all)} of ${of} have exactly one ${one}: ${formatCount(single)} of ${formatCount(all)}.`,
    effect: sized(effect, `Cramér’s V ${effectText(effect)} against equal halves`),
    base: `n = ${formatAmount(all, of.slice(0, -1))}`,
    chart: of === "users" ? "userActivity" : "productActivity",
  };
}
