import type { BackendName } from "../../domain/names";
import { isOfProduct, isSegment, rolesAt, type SideRole } from "../../domain/roles";
import type { ModelName, RunSettings, Schedule } from "../../domain/settings";
import {
  type SplitMethod,
  type SplitParts,
  type SplitSettings,
  splitMethodOf,
  VALIDATION_SHARE,
} from "../../domain/split";
import type { ModelDefinition } from "../../models/definition";
import { modelOf, RANKERS, RANKING_MODELS, RATING_MODELS } from "../../models/registry";
import { nounOf } from "../../ui/feedback";
import { formatCount } from "../../ui/format";
import type { LoadedData } from "../data/store/dataState";

interface Choice<Value> {
  value: Value;
  label: string;
  /** One plain sentence. */
  hint: string;
}

const choice = ({ name, label, hint }: ModelDefinition): Choice<ModelName> => ({ value: name, label, hint });

/** The models by what they are trained for, the one to begin with first. */
export const OBJECTIVES: { name: string; models: Choice<ModelName>[] }[] = [
  { name: "Predict ratings", models: RATING_MODELS.map(choice) },
  { name: "Rank products", models: RANKING_MODELS.map(choice) },
];

/** What lists are ordered by beside predicted ratings. */
export const RANKER_CHOICES: Choice<ModelName | "none">[] = [
  ...RANKERS.map((name) => ({
    value: name,
    label: modelOf(name).label,
    hint: "Will they take it × will they like it.",
  })),
  { value: "none", label: "By predicted rating", hint: "Usually worse than showing everybody the most popular." },
];

export const BACKENDS: Choice<BackendName | "auto">[] = [
  { value: "auto", label: "Automatic", hint: "Times the devices of this computer and takes the fastest." },
  { value: "webgl", label: "WebGL (GPU)", hint: "The graphics card, if the browser may use it." },
  { value: "wasm", label: "WebAssembly (CPU)", hint: "The processor, with vector instructions." },
  { value: "cpu", label: "JavaScript (CPU)", hint: "The processor, slowest; runs everywhere." },
];

export const SCHEDULE_CHOICES: Choice<Schedule>[] = [
  { value: "one-cycle", label: "One-cycle", hint: "Warms up to the learning rate, then fades to almost nothing." },
  { value: "constant", label: "Constant", hint: "The same learning rate from the first step to the last." },
];

type Noun = ReturnType<typeof nounOf>;

/** What a way to split comes to with these settings; a hint counts in the noun of the loaded data. */
interface SplitWords {
  label(asked: Pick<SplitSettings, "testShare" | "cutDate">): string;
  hint(noun: Noun, parts: SplitParts | null): string;
}

/** "80/10/10": percent to train on, to validate on and to test on. */
function shares({ testShare }: Pick<SplitSettings, "testShare">): string {
  return `${100 - VALIDATION_SHARE - testShare}/${VALIDATION_SHARE}/${testShare}`;
}

const SPLITS: Record<SplitMethod, SplitWords> = {
  random: {
    label: (asked) => `Random ${shares(asked)}`,
    hint: ({ many }) => `Trains, validates and tests on ${many} drawn with the seed.`,
  },
  time: {
    label: (asked) => (asked.cutDate ? `By time, test from ${asked.cutDate}` : `By time ${shares(asked)}`),
    hint: () => "Trains on the oldest, tests on the newest; equal times stay together.",
  },
  column: {
    label: () => "The file's split column",
    hint: ({ many }, parts) => columnHint(many, parts),
  },
  "leave-last-out": {
    label: () => "Leave last out",
    hint: ({ one, many }) =>
      `Tests each user’s last ${one}, validates on the one before; users with one ${one} train only. It leaks: later ` +
      `${many} of other users train.`,
  },
};
const SPLIT_ORDER: readonly SplitMethod[] = ["random", "time", "column", "leave-last-out"];

function columnHint(many: string, parts: SplitParts | null): string {
  if (!parts) return "Train, validation and test as the file says.";
  const [train, validation, test] = parts.map((count) => formatCount(count));
  return parts[1] === 0
    ? `As the file says: ${train} ${many} train, ${test} test. A tenth of the first is drawn to validate on.`
    : `As the file says: ${train} ${many} train, ${validation} validate, ${test} test.`;
}

/** The ways to split that the loaded data allow. */
export function splitChoices(data: LoadedData | null, settings: RunSettings): Choice<SplitMethod>[] {
  const { feedback, splitParts = null, timeSpan = null } = data?.summary ?? {};
  const noun = nounOf(feedback ?? "explicit");
  const isPossible: Record<SplitMethod, boolean> = {
    random: true,
    column: splitParts !== null && splitParts[0] > 0 && splitParts[2] > 0,
    time: timeSpan !== null,
    "leave-last-out": timeSpan !== null,
  };
  return SPLIT_ORDER.filter((value) => isPossible[value]).map((value) => ({
    value,
    label: SPLITS[value].label(settings),
    hint: SPLITS[value].hint(noun, splitParts),
  }));
}

/** How the loaded data are split with these settings. */
export function splitOf({ split }: Pick<RunSettings, "split">, data: LoadedData | null): SplitMethod {
  return splitMethodOf(split, data?.summary.splitParts ?? null);
}

/** Why these settings cannot train on these data: a sentence; null when they can. */
export function splitProblem(settings: RunSettings, data: LoadedData | null): string | null {
  const split = splitOf(settings, data);
  if (splitChoices(data, settings).some(({ value }) => value === split)) return null;
  if (split !== "column") return "The data have no times to split by. Choose another split.";
  return data?.summary.splitParts
    ? "The split column has no training part, or no test part. Choose another split."
    : "The data have no split column. Choose another split.";
}

/**
 * The side features that the model can read and the loaded data have, in the order of the form.
 */
export function sidesFor(model: ModelName, data: LoadedData | null): SideRole[] {
  const { reads } = modelOf(model);
  if (!data || reads === "none") return [];
  const { segments, timeSpan } = data.summary;
  return rolesAt("form")
    .filter((side) => (isSegment(side) ? segments[side] !== undefined : timeSpan !== null))
    .filter((side) => reads === "all" || isOfProduct(side));
}

export function modelLabel(model: ModelName): string {
  return modelOf(model).label;
}

export function splitLabel(asked: Omit<SplitSettings, "seed">): string {
  return SPLITS[splitMethodOf(asked.split, null)].label(asked);
}
