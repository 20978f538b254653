import { LIST_FILTERS, roleNoun } from "../../../domain/roles";
import type { DatasetSummary } from "../../../engine/read/types";
import type { Pull, Reasons } from "../../../engine/recommend/types";
import { nounOf, verbOf } from "../../../ui/feedback";
import { formatAmount, formatCount } from "../../../ui/format";
import type { SegmentNames } from "../../../ui/segmentName";
import { filterWords } from "../../explore/filterWords";
import { formatRating, knownSentence, orderSentence } from "../../recommend/sentences";
import { pullText, signedTerm, termName } from "../../recommend/why/words";
import { ratingUnit } from "../../train/sentences";
import type { ReportExample } from "../store/reportState";
import type { ReportMaterial } from "./types";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** How much the customer rated, what the model knows of them, and how much of the list is everybody's. */
export function aboutExample({ kind, known, history, list: view }: ReportExample, summary: DatasetSummary): string {
  const amount = kind === "new" ? [] : [`${formatAmount(history.length, nounOf(summary.feedback).one)}.`];
  const own =
    kind === "new"
      ? "Nothing of them is known: everybody new gets this list."
      : knownSentence({ known, kind: view.kind }, summary.feedback);
  const listed = view.recommendations.length;
  const popular = `among the ${formatCount(view.popular.length)} most popular products.`;
  const shared = listed === 0 ? [] : [`${overlapText(view.overlap, listed)} ${popular}`];
  return [...amount, own, ...shared].join(" ");
}

/** "3 of the 5 are". */
function overlapText(overlap: number, listed: number): string {
  if (overlap === listed) return listed === 1 ? "It is" : `All ${formatCount(listed)} are`;
  return `${overlap === 0 ? "None" : formatCount(overlap)} of the ${formatCount(listed)} ${overlap === 1 ? "is" : "are"}`;
}

/** A summand of less than this share of the largest is no reason. */
const TELLING_SHARE = 0.25;
const LEAST_TERM = 0.005;
const MOST_TERMS = 3;
const MOST_PULLS = 2;
/** A smaller pull is noise to a reader of a list. */
const LEAST_PULL = 0.005;

/** Why a product is in a list: what raises and lowers its score, and the rated products that pull most. */
export function whySentences(reasons: Reasons, summary: DatasetSummary): string[] {
  const terms = reasons.kind === "ranking" ? rankingSentence(reasons, summary) : termsSentence(reasons, summary);
  return [terms, pullsSentence(reasons, summary)].filter((sentence) => sentence !== "");
}

/** Scores that only order are logs of shares, all below 0: a product’s own level is how popular it is. */
function rankingSentence({ terms }: Reasons, { feedback }: DatasetSummary): string {
  const fit = terms.find(({ name }) => name === "interaction")?.value ?? 0;
  if (Math.abs(fit) < LEAST_TERM) return "By its popularity alone.";
  const history = `what they ${verbOf(feedback)}`;
  return `${fit > 0 ? "Raised" : "Lowered"} by how it fits ${history} (${signedTerm(fit)}), beside its popularity.`;
}

/** "Raised by this product’s own level (+0.42); lowered by the product’s brand (−0.11)." */
function termsSentence({ terms }: Reasons, summary: SegmentNames): string {
  // The mean is the same for all products: no reason for one of them.
  const others = terms.filter(({ name }) => name !== "mean").sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const largest = Math.abs(others[0]?.value ?? 0);
  const named = others
    .filter(({ value }) => Math.abs(value) >= Math.max(LEAST_TERM, TELLING_SHARE * largest))
    .slice(0, MOST_TERMS);
  const written = (sign: number) =>
    list.format(
      named
        .filter(({ value }) => Math.sign(value) === sign)
        .map((term) => `${lowerFirst(termName(term, summary))} (${signedTerm(term.value)})`),
    );
  const parts = [
    ["raised by", written(1)],
    ["lowered by", written(-1)],
  ].flatMap(([how, what]) => (what ? [`${how} ${what}`] : []));
  const text = parts.join("; ");
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "Of what they rated, Sonora 300 (rated 5) pulls most: +0.08 stars." */
function pullsSentence({ pulls, kind }: Reasons, summary: DatasetSummary): string {
  const shown = pulls.filter(({ change }) => Math.abs(change) >= LEAST_PULL).slice(0, MOST_PULLS);
  if (shown.length === 0) return "";
  const isRated = summary.feedback === "explicit";
  const unit = kind === "rating" ? `\u00a0${ratingUnit(summary).one}` : "";
  const named = ({ title, product, rating }: Pull) =>
    `${title || product}${isRated && kind === "rating" ? ` (rated ${formatRating(rating, rating % 1 ? 1 : 0)})` : ""}`;
  const texts = shown.map((pull) => `${named(pull)}, ${pullText(pull)}${unit}`);
  return `Pulls most of what they ${isRated ? "rated" : "chose"}: ${texts.join("; ")}.`;
}

/** In which order the lists are, and what they leave out. */
export function listsSentence({ lists, examples, data }: ReportMaterial): string {
  const { options, among, excluded } = lists;
  const { summary } = data;
  const { minimumRatings } = options;
  const { many } = nounOf(summary.feedback);
  const chosen = (name: string, values: readonly string[]) =>
    values.length > 0 ? [`${name}: ${values.map((value) => value || "unknown").join(", ")}`] : [];
  const only = [
    ...LIST_FILTERS.flatMap(([role, field]) => chosen(roleNoun(role), options[field])),
    ...(minimumRatings > 0 ? [`at least ${formatCount(minimumRatings)} ${many}`] : []),
    ...filterWords(among, summary),
  ];
  const order = orderSentence({ kind: examples[0]?.list.kind ?? "rating" }, options);
  const left = excluded > 0 ? ` ${formatAmount(excluded, "product")} on the author’s exclusion list are left out.` : "";
  const filtered = only.length > 0 ? ` Only products of ${only.join("; ")}.` : "";
  return `${order} What a customer has ${summary.feedback === "explicit" ? "rated" : "chosen"} already is never in their list.${filtered}${left}`;
}

/** What the small figures in the lists are; empty where there are none. */
export function rangeSentence({ run, examples }: Pick<ReportMaterial, "run" | "examples">): string {
  const { conformal = null } = run?.result ?? {};
  const recommendations = examples.flatMap(({ list: view }) => view.recommendations);
  const ranges =
    conformal && recommendations.some(({ interval }) => interval !== null)
      ? [`Under each predicted rating stands its ${formatCount(conformal.level * 100)}\u00a0% range.`]
      : [];
  const reasons = examples.some(({ reasons }) => reasons.length > 0)
    ? ["Figures in brackets are on the model’s inner scale; pulls are in the unit of the prediction."]
    : [];
  return [...ranges, ...reasons].join(" ");
}
