import type { BackendName, ModelName, RunSettings, SplitMethod } from "../../engine/training/types";
import type { LoadedData } from "../../store/state";

interface Choice<Value> {
  value: Value;
  label: string;
  /** One plain sentence. */
  hint: string;
}

export const MODELS: Choice<ModelName>[] = [
  {
    value: "dot-product",
    label: "Dot product",
    hint: "Predicts from how well a user's tastes match a product's.",
  },
  {
    value: "dot-product-bias",
    label: "Dot product + bias",
    hint: "Also learns who rates high and which products are rated high.",
  },
  {
    value: "collabnn",
    label: "CollabNN",
    hint: "Feeds both embeddings through a small neural network.",
  },
];

export const BACKENDS: Choice<BackendName | "auto">[] = [
  { value: "auto", label: "Automatic", hint: "Times the devices of this computer and takes the fastest." },
  { value: "webgl", label: "WebGL (GPU)", hint: "The graphics card, if the browser may use it." },
  { value: "wasm", label: "WebAssembly (CPU)", hint: "The processor, with vector instructions." },
  { value: "cpu", label: "JavaScript (CPU)", hint: "The processor, slowest; runs everywhere." },
];

const SPLITS: Choice<SplitMethod>[] = [
  { value: "random", label: "Random 80/10/10", hint: "Trains on 80 % of the ratings, drawn with the seed." },
  { value: "time", label: "By time 80/10/10", hint: "Trains on the oldest 80 %, tests on the newest 10 %." },
  { value: "column", label: "The file's split column", hint: "Train, validation and test as the file says." },
];

/** The ways to split that the loaded data allow. */
export function splitChoices(data: LoadedData | null): Choice<SplitMethod>[] {
  return SPLITS.filter(({ value }) => {
    if (value === "time") return data?.summary.timeSpan != null;
    if (value === "column") return data?.summary.hasSplit === true;
    return true;
  });
}

/** Why these settings cannot train on these data: a sentence; null when they can. */
export function splitProblem(settings: RunSettings, data: LoadedData | null): string | null {
  if (splitChoices(data).some(({ value }) => value === settings.split)) return null;
  return settings.split === "time"
    ? "The data have no times to split by. Choose another split."
    : "The data have no split column. Choose another split.";
}

export function modelLabel(model: ModelName): string {
  return MODELS.find(({ value }) => value === model)!.label;
}
