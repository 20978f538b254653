import type { RunResult, RunSettings } from "../../engine/training/types";
import type { LoadedData } from "../../store/state";
import { deviceName } from "../../ui/device";
import { formatAmount, formatBytes, formatCount, formatDuration, formatNumber, formatShare } from "../../ui/format";
import { isRanking, modelLabel, SIDES } from "../train/choices";
import { isUnused } from "../train/knobs";

/** One line of the report: what, and how much. */
export type Fact = [name: string, value: string];

/** Where the ratings come from, and what reading them did. */
export function dataFacts({ report, summary, isSample }: Pick<LoadedData, "report" | "summary" | "isSample">): Fact[] {
  return [
    ["File", isSample ? `${report.file} (built-in sample, invented)` : report.file],
    ["Size", formatBytes(report.bytes)],
    ["Records read", formatCount(report.read)],
    ["Accepted", formatCount(report.accepted)],
    ["Rejected", formatCount(report.rejected)],
    ["Merged repeats", formatCount(report.merged)],
    ["Users", formatCount(summary.users)],
    ["Products", formatCount(summary.products)],
    ["Reading time", formatDuration(report.readMs / 1000)],
  ];
}

const METHODS: Record<RunResult["split"]["method"], string> = {
  random: "random, with the seed",
  column: "the file's split column",
  time: "by time, newest last",
  "leave-last-out": "each user’s last rating tests, the one before validates",
};

/** How the ratings were divided. */
export function splitFacts({ split }: RunResult): Fact[] {
  return [
    ["Method", METHODS[split.method]],
    ["Training part", formatAmount(split.train, "rating")],
    ["Validation part", formatAmount(split.validation, "rating")],
    ["Test part", formatAmount(split.test, "rating")],
    ["Test ratings by new users", formatShare(split.newUserShare)],
  ];
}

function rangeText(range: RunSettings["range"]): string {
  return range === "auto" ? "auto" : `${range[0]} to ${range[1]}`;
}

function wordOr(value: number | "auto"): string {
  return value === "auto" ? "auto" : formatCount(value);
}

/** The side features that a model read, with how many values; ids whose ratings disagree on theirs are counted. */
function sidesText(sides: RunResult["run"]["sides"]): string {
  const texts = sides.map(({ role, values, conflicts }) => {
    const disagreeing = conflicts > 0 ? `, ${formatCount(conflicts)} disagree` : "";
    return `${SIDES[role].label} (${formatAmount(values, "value")}${disagreeing})`;
  });
  return texts.join(", ") || "none";
}

/** The settings that only some models read. */
function modelFacts({ settings, sides }: RunResult["run"]): Fact[] {
  const { model, hidden, minimumRatings, dropout } = settings;
  const layers: Fact = ["Hidden layers", hidden.join(", ") || "none"];
  const features: Fact = ["Side features", sidesText(sides)];
  if (model === "collabnn") return [layers];
  if (model === "pooled-history") return [features];
  if (model !== "hybrid") return [];
  const network: Fact[] = isUnused("dropout", settings) ? [] : [["Dropout", String(dropout)]];
  return [layers, features, ["Minimum ratings", formatCount(minimumRatings)], ...network];
}

/** Everything that decides the Run, so that it can be trained again. */
export function settingFacts(run: RunResult["run"]): Fact[] {
  const { settings } = run;
  const { model, patience, schedule, relevantFrom } = settings;
  return [
    ["Model", modelLabel(model)],
    ["Factors", wordOr(settings.factors)],
    ...modelFacts(run),
    ["Epochs", formatCount(settings.epochs)],
    ["Early stopping", patience === null ? "off" : `after ${formatAmount(patience, "epoch")} without a better one`],
    ["Batch size", wordOr(settings.batchSize)],
    [schedule === "one-cycle" ? "Peak learning rate" : "Constant learning rate", String(settings.learningRate)],
    ...(isUnused("weightDecay", settings) ? [] : [["Weight decay", String(settings.weightDecay)] satisfies Fact]),
    ...(isRanking(model) ? [] : [["Rating range", rangeText(settings.range)] satisfies Fact]),
    ["Relevant from", relevantFrom === "auto" ? "auto" : `a rating of ${formatNumber(relevantFrom)}`],
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
