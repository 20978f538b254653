import type { Feedback } from "../../../domain/roles";
import type { Outcome } from "../../../engine/evaluate/types";
import type { DatasetSummary } from "../../../engine/read/types";
import { isSampled } from "../../../models/registry";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatDate, formatNumber, formatShare } from "../../../ui/format";
import { fitnessOf, fitnessSentence } from "../../data/fitness";
import { findingWords } from "../../explore/bias/findingWords";
import { modelLabel } from "../../train/choices";
import { listVerdict, verdict } from "../../train/comparisons";
import { curvesSentence, ratingUnit } from "../../train/sentences";
import type { FinishedRun, ReportMaterial } from "./types";

/** One thing that the summary says: its head, and the sentence with its numbers. */
export interface SummaryPoint {
  head: string;
  text: string;
}

/** "41,200 ratings of 1,500 products by 5,000 users, 2 Jan 2010 to 3 Mar 2018" */
export function dataLine({ feedback, ratings, users, products, timeSpan }: DatasetSummary): string {
  const { one } = nounOf(feedback);
  const of = feedback === "explicit" ? "of" : "with";
  const counted = `${formatAmount(ratings, one)} ${of} ${formatAmount(products, "product")} by ${formatAmount(users, "user")}`;
  return timeSpan ? `${counted}, ${timeSpan.map(formatDate).join(" to ")}` : counted;
}

const OUTCOMES: Record<Outcome, string> = {
  better: "The model beats simple arithmetic",
  "no different": "The model and simple arithmetic cannot be told apart",
  worse: "The model does not beat simple arithmetic",
  "too few": "The test part is too small to tell whether the model beats simple arithmetic",
};

/** What the report comes to, most important first. */
export function summaryPoints({ data, survey, run }: ReportMaterial): SummaryPoint[] {
  const { summary } = data;
  const [finding] = survey?.findings ?? [];
  return [
    ...(run ? runPoints(run, summary) : []),
    { head: "What the data allow", text: fitnessSentence(summary) },
    ...(finding && survey ? [{ head: "What stands out most", text: findingWords(finding, survey, summary).fact }] : []),
  ];
}

function runPoints({ result }: FinishedRun, summary: DatasetSummary): SummaryPoint[] {
  return [
    ...verdictPoints(result, summary),
    ...newcomers(result, summary),
    ...topTen(result, summary),
    ...overfitting(result),
  ];
}

/** Ratings and lists, the less flattering first. */
function verdictPoints(result: FinishedRun["result"], summary: DatasetSummary): SummaryPoint[] {
  const { verdict: outcome, lists, run } = result;
  const unseen = `on ${nounOf(summary.feedback).many} that it had not seen`;
  const ratings = {
    outcome: outcome ?? "no different",
    head: outcome ? OUTCOMES[outcome] : "Whether the model beats simple arithmetic cannot be told",
    text: `${modelLabel(run.model)}, ${unseen}: ${lowerFirst(verdict(result, ratingUnit(summary).one))}`,
  };
  const sentence = listVerdict(result);
  const ofLists = lists?.popularity?.outcome;
  if (!sentence || !ofLists) return [ratings];
  const points = [ratings, { outcome: ofLists, head: LISTS[ofLists], text: `${modelLabel(run.model)}: ${sentence}` }];
  return points.sort((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
}

const WORST_FIRST: readonly Outcome[] = ["worse", "no different", "too few", "better"];

const LISTS: Record<Outcome, string> = {
  better: "Its lists are better than showing everybody the most popular products",
  "no different": "Its lists and the most popular products cannot be told apart",
  worse: "Its lists are worse than showing everybody the most popular products",
  "too few": "The test part is too small to tell whether its lists beat the most popular products",
};

/** How the errors for new users compare. */
function newcomers({ test, split }: FinishedRun["result"], summary: DatasetSummary): SummaryPoint[] {
  const { known, new: fresh } = test;
  if (known.rmse === null || fresh.rmse === null) return [];
  const unit = ratingUnit(summary).one;
  const figures = `${formatNumber(known.rmse)}\u00a0${unit} for users whom it has seen, by ${formatNumber(fresh.rmse)}\u00a0${unit} for new ones`;
  const share = `who gave ${formatShare(split.newUserShare)} of the test ratings`;
  return [{ head: "Known and new customers", text: `The model’s predictions are off by ${figures}, ${share} (RMSE).` }];
}

/** How many find something they liked in their ten, against the most popular ones for everybody. */
function topTen({ test, baselines }: FinishedRun["result"], { feedback }: DatasetSummary): SummaryPoint[] {
  const { ranking } = test;
  if (!ranking) return [];
  const popular = baselines.find(({ name }) => name === "popularity")?.ranking;
  const hit = feedback === "explicit" ? `they rated ${formatNumber(ranking.relevantFrom)} or more` : "they chose";
  const own = `${formatShare(ranking.hitRate10)} of ${formatAmount(ranking.n, "measured user")} have a product in their top 10 that ${hit} in the test part`;
  const against = popular
    ? `; with the ten most popular products for everybody it is ${formatShare(popular.hitRate10)}`
    : "";
  return [{ head: "The top 10", text: `${own}${against}.` }];
}

function overfitting({ run }: FinishedRun["result"]): SummaryPoint[] {
  const sentence = isSampled(run.model) ? null : curvesSentence(run.epochs, true, run.bestEpoch);
  return sentence ? [{ head: "Training", text: sentence }] : [];
}

/** What the figures of a test are from. */
const PAST: Record<Feedback, string> = {
  explicit: "all figures are from ratings that were given anyway.",
  implicit: "all figures are from what was chosen anyway.",
};

/** What nobody should read into the report. */
export function cannotTell({ data, run }: ReportMaterial): string[] {
  const { summary } = data;
  return [
    ...(run && !run.result.verdict ? ["Whether the model is any better than simple arithmetic."] : []),
    ...(run && run.result.verdict === "too few"
      ? ["Whether the model is any better than simple arithmetic: the test part is too small."]
      : []),
    ...(run && run.result.verdict === "no different"
      ? ["Which of the model and the best baseline is better: their difference may be chance."]
      : []),
    ...(run ? [`Whether anybody would buy more: ${PAST[summary.feedback]} A trial with customers would tell.`] : []),
    ...fitnessOf(summary).cannot,
  ];
}

/** Why parts about a model are missing. */
export const NO_RUN =
  "No model has been trained yet, so this report is about the data alone: the test of a model, its settings and recommendations are left out.";

/** A sentence within another one; names in capitals keep theirs. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
