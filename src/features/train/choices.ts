import type { BackendName } from "../../domain/names";
import { isOfProduct, isSegment, rolesAt, type SideRole } from "../../domain/roles";
import type { ModelName, RunSettings, Schedule, SplitMethod } from "../../domain/settings";
import type { ModelDefinition } from "../../models/definition";
import { modelOf, RANKERS, RANKING_MODELS, RATING_MODELS } from "../../models/registry";
import { nounOf } from "../../ui/feedback";
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

/** What a hint counts is the noun of the loaded data. */
const SPLITS: { value: SplitMethod; label: string; hint(noun: Noun): string }[] = [
  {
    value: "random",
    label: "Random 80/10/10",
    hint: ({ many }) => `Trains on 80 % of the ${many}, drawn with the seed.`,
  },
  { value: "time", label: "By time 80/10/10", hint: () => "Trains on the oldest 80 %, tests on the newest 10 %." },
  { value: "column", label: "The file's split column", hint: () => "Train, validation and test as the file says." },
  {
    value: "leave-last-out",
    label: "Leave last out",
    hint: ({ one }) => `Tests each user’s last ${one}, validates on the one before; users with one ${one} train only.`,
  },
];

/** The ways to split that the loaded data allow. */
export function splitChoices(data: LoadedData | null): Choice<SplitMethod>[] {
  const noun = nounOf(data?.summary.feedback ?? "explicit");
  return SPLITS.filter(({ value }) => {
    if (value === "time" || value === "leave-last-out") return data?.summary.timeSpan != null;
    if (value === "column") return data?.summary.hasSplit === true;
    return true;
  }).map(({ hint, ...split }) => ({ ...split, hint: hint(noun) }));
}

/** Why these settings cannot train on these data: a sentence; null when they can. */
export function splitProblem(settings: RunSettings, data: LoadedData | null): string | null {
  if (splitChoices(data).some(({ value }) => value === settings.split)) return null;
  return settings.split === "column"
    ? "The data have no split column. Choose another split."
    : "The data have no times to split by. Choose another split.";
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

export function splitLabel(split: SplitMethod): string {
  return SPLITS.find(({ value }) => value === split)!.label;
}
