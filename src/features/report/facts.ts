import type { Feedback } from "../../domain/roles";
import type { RunSettings } from "../../domain/settings";
import type { DatasetSummary, DuplicateRule, ReadReport } from "../../engine/read/types";
import type { RunResult } from "../../engine/train/types";
import { isRanking } from "../../models/registry";
import { deviceName } from "../../ui/device";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../../ui/format";
import { type SegmentNames, segmentName } from "../../ui/segmentName";
import type { LoadedData } from "../data/store/dataState";
import { modelLabel } from "../train/choices";
import { isUnused } from "../train/knobs";

/** One line of the report: what, and how much. */
export type Fact = [name: string, value: string];

/** How the file says what users think of products. */
function feedbackText({ feedback, ratingLow, ratingHigh }: DatasetSummary): string {
  if (feedback === "explicit") return `ratings from ${formatNumber(ratingLow)} to ${formatNumber(ratingHigh)}`;
  const counts = ratingLow === 1 && ratingHigh === 1 ? "" : ", and how often";
  return `no ratings: what was chosen${counts}`;
}

const RULES: Record<DuplicateRule, string> = {
  last: "the last one counts",
  first: "the first one counts",
  mean: "their mean counts",
  all: "all count",
};

/** How many records repeat a user and product, and what became of them. */
function repeatsText({ repeated, guesses: { duplicates } }: ReadReport): string {
  if (repeated === 0) return formatCount(0);
  return `${formatCount(repeated)}, ${duplicates ? RULES[duplicates.value] : "added up"}`;
}

/** What files of details added; nothing without one. */
function detailFacts({ details }: ReadReport, titled: number | null): Fact[] {
  const joined = details.map(
    ({ file, of = "product", matched, products }) =>
      `${file}: ${formatCount(matched)} of ${formatAmount(products, of)} matched`,
  );
  return [
    ...(joined.length > 0 ? [[detailsName(details), joined.join("; ")] satisfies Fact] : []),
    ...(titled === null ? [] : [["Products with a title", formatShare(titled)] satisfies Fact]),
  ];
}

function detailsName(details: ReadReport["details"]): string {
  if (details.every(({ of }) => of === "user")) return "User details";
  return details.some(({ of }) => of === "user") ? "Details" : "Product details";
}

/** Where the ratings come from, and what reading them did. */
export function dataFacts({ report, summary, isSample }: Pick<LoadedData, "report" | "summary" | "isSample">): Fact[] {
  const names = report.files.map(({ name }) => name).join(", ");
  return [
    [report.files.length > 1 ? "Files" : "File", isSample ? `${names} (built-in sample, invented)` : names],
    ["Feedback", feedbackText(summary)],
    ["Size", formatBytes(report.bytes)],
    ["Records read", formatCount(report.read)],
    ["Accepted", formatCount(report.accepted)],
    ["Rejected", formatCount(report.rejected)],
    ["Repeats", repeatsText(report)],
    ["Users", formatCount(summary.users)],
    ["Products", formatCount(summary.products)],
    ...detailFacts(report, summary.titled),
    ["Reading time", formatDuration(report.readMs / 1000)],
  ];
}

function methodText({ method }: RunResult["split"], { testShare, cutDate }: RunSettings, noun: string): string {
  switch (method) {
    case "random":
      return `random, with the seed, ${testShare} % tested`;
    case "column":
      return "the file's split column";
    case "time":
      return cutDate ? `by time, tested from ${cutDate}` : `by time, the newest ${testShare} % tested`;
    case "leave-last-out":
      return `each user’s last ${noun} tests, the one before validates`;
  }
}

/** How the ratings were divided. */
export function splitFacts({ split, run }: RunResult, feedback: Feedback): Fact[] {
  const { one, many } = nounOf(feedback);
  return [
    ["Method", methodText(split, run.settings, one)],
    ["Training part", formatAmount(split.train, one)],
    ["Validation part", formatAmount(split.validation, one)],
    ["Test part", formatAmount(split.test, one)],
    [`Test ${many} by new users`, formatShare(split.newUserShare)],
  ];
}

function rangeText(range: RunSettings["range"]): string {
  return range === "auto" ? "auto" : `${range[0]} to ${range[1]}`;
}

function relevantText(from: RunSettings["relevantFrom"]): string {
  return from === "auto" ? "auto" : `a rating of ${formatNumber(from)}`;
}

function wordOr(value: number | "auto"): string {
  return value === "auto" ? "auto" : formatCount(value);
}

/** The side features that a model read, with how many values; ids whose ratings disagree on theirs are counted. */
function sidesText(sides: RunResult["run"]["sides"], summary: SegmentNames): string {
  const texts = sides.map(({ role, values, conflicts }) => {
    const disagreeing = conflicts > 0 ? `, ${formatCount(conflicts)} disagree` : "";
    return `${segmentName(role, summary)} (${formatAmount(values, "value")}${disagreeing})`;
  });
  return texts.join(", ") || "none";
}

/** Everything that decides the Run, so that it can be trained again. */
export function settingFacts(run: RunResult["run"], summary: Pick<DatasetSummary, "feedback" | "segments">): Fact[] {
  const { settings } = run;
  const { model, ranker, hidden, patience, schedule, relevantFrom } = settings;
  const facts: [keyof RunSettings, Fact][] = [
    ["ranker", ["Lists", ranker === "none" ? "by predicted rating" : modelLabel(ranker)]],
    ["factors", ["Factors", wordOr(settings.factors)]],
    ["hidden", ["Hidden layers", hidden.join(", ") || "none"]],
    ["sides", ["Side features", sidesText(run.sides, summary)]],
    ["minimumRatings", ["Minimum ratings", formatCount(settings.minimumRatings)]],
    ["dropout", ["Dropout", String(settings.dropout)]],
    ["epochs", ["Epochs", formatCount(settings.epochs)]],
    [
      "patience",
      ["Early stopping", patience === null ? "off" : `after ${formatAmount(patience, "epoch")} without a better one`],
    ],
    ["batchSize", ["Batch size", wordOr(settings.batchSize)]],
    [
      "learningRate",
      [schedule === "one-cycle" ? "Peak learning rate" : "Constant learning rate", String(settings.learningRate)],
    ],
    ["weightDecay", ["Weight decay", String(settings.weightDecay)]],
    ["range", ["Rating range", rangeText(settings.range)]],
  ];
  return [
    ["Model", modelLabel(model)],
    ...facts.filter(([key]) => !isUnused(key, settings)).map(([, fact]) => fact),
    ...(summary.feedback === "explicit" ? [["Relevant from", relevantText(relevantFrom)] satisfies Fact] : []),
    ["Seed", String(settings.seed)],
  ];
}

/** What training took, and on what. */
export function trainingFacts({ run, backend }: RunResult): Fact[] {
  const renderer: Fact[] = backend.renderer ? [["Renderer", backend.renderer]] : [];
  return [
    ["Device", deviceName(backend)],
    ...renderer,
    ["Parameters", formatCount(run.parameters)],
    ["Training time", formatDuration(run.trainMs / 1000)],
    ["Speed", `${formatNumber(run.ratingsPerSecond)} ${isRanking(run.model) ? "examples" : "ratings"}/s`],
    ["Best epoch", `${run.bestEpoch} of ${run.epochs.length}${run.stopped ? ", ended early" : ""}`],
    ...(run.notes.length > 0 ? [["Notes", run.notes.join(" ")] satisfies Fact] : []),
  ];
}
