import { BACKEND_NAMES, type BackendName } from "./names";
import { FIRST_SIDES, type SideRole } from "./roles";
import { SPLIT_METHODS, type SplitSettings, TEST_SHARE } from "./split";

/** A model by the name of its definition; see models/registry.ts. */
export type ModelName = string;

export const SCHEDULES = ["one-cycle", "constant"] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** Everything that decides a Run. Same file, same settings, same backend: the same Run. */
export interface RunSettings extends SplitSettings {
  model: ModelName;
  /** The ranking model that is fitted beside a rating model, on the same split: lists are ordered by both. */
  ranker: ModelName | "none";
  /** Latent factors of each embedding table; `auto` is the reference rule, capped by the memory budget. */
  factors: number | "auto";
  /** Widths of the hidden layers of the models that have a network. */
  hidden: number[];
  /** Side features that a model which reads such may read, where the file has them. */
  sides: SideRole[];
  /** Half of the ratings of users with fewer of them train the unknown user, as a stranger's. */
  minimumRatings: number;
  /** Share of a hidden layer's outputs that is left out at each training step. */
  dropout: number;
  epochs: number;
  /** Stop after this many epochs without a better validation figure; null trains all epochs. */
  patience: number | null;
  /** Ratings per step; `auto` aims at some hundreds of steps an epoch. */
  batchSize: number | "auto";
  schedule: Schedule;
  /** Peak learning rate of the one-cycle schedule; the rate of the constant one. */
  learningRate: number;
  /** Decoupled weight decay: each step multiplies a weight by 1 - learning rate × decay. */
  weightDecay: number;
  /** Predictions lie between these; `auto` is half a step beyond the ratings' ends. */
  range: [number, number] | "auto";
  /**
   * A test rating from this one on is relevant to ranking; `auto` is three quarters up the scale: 4 of 1 to 5. Of
   * implicit feedback every row is relevant, whatever stands here.
   */
  relevantFrom: number | "auto";
  /** The whole Run again on so many random cuts, for the mean and the spread of its test figures; null for none. */
  folds: number | null;
  /** The filter whose ratings alone are trained and measured on, as links write it; empty for all ratings. */
  only: string;
  backend: BackendName | "auto";
}

/** The reference recipe (fastai's): what a model's defaults are the changes of. */
export const REFERENCE_SETTINGS: Omit<RunSettings, "model"> = {
  ranker: "none",
  factors: 32,
  hidden: [100, 50],
  sides: FIRST_SIDES,
  minimumRatings: 2,
  dropout: 0,
  epochs: 5,
  patience: null,
  batchSize: "auto",
  schedule: "one-cycle",
  learningRate: 5e-3,
  weightDecay: 0.1,
  range: "auto",
  relevantFrom: "auto",
  split: "auto",
  testShare: TEST_SHARE,
  cutDate: "",
  folds: null,
  only: "",
  seed: 42,
  backend: "auto",
};

/** The parts of the form. `advanced` is out of sight until it is asked for. */
export type SettingGroup = "size" | "training" | "measured" | "advanced";

/** What a setting may be. `or` is a word that it may be instead of a number. */
export type Takes =
  | { kind: "whole"; low: number; high: number; or?: "auto" | "none"; of?: string }
  | { kind: "number"; low: number; high: number; above?: true }
  | { kind: "rating"; low: number; high: number }
  | { kind: "range" }
  | { kind: "widths"; low: number; high: number; most: number }
  | { kind: "sides" }
  | { kind: "model" }
  | { kind: "ranker" }
  | { kind: "filter" }
  | { kind: "date" }
  | { kind: "one of"; values: readonly string[] };

interface SettingEntry {
  /** Its parameter in a link. */
  link: string;
  /** Its option of the `job` command; null where it has none. */
  flag: string | null;
  label: string;
  takes: Takes;
  /** Where it is typed as text: the part of the form, and what it does in plain words. */
  typed?: {
    group: SettingGroup;
    hint: string;
    /** Stands in the empty field where empty means something. */
    placeholder?: string;
    /** A good value, for the sentence about a bad one. */
    example?: string;
  };
}

/** The schema of the settings, in the order in which links and the command line name them. */
export const SETTINGS = {
  model: { link: "model", flag: "model", label: "Model", takes: { kind: "model" } },
  ranker: { link: "ranker", flag: "ranker", label: "Lists", takes: { kind: "ranker" } },
  factors: {
    link: "factors",
    flag: "factors",
    label: "Factors",
    takes: { kind: "whole", low: 1, high: 1024, or: "auto" },
    typed: { group: "size", hint: "Tastes learnt per user and product, or auto. More overfit sooner." },
  },
  hidden: {
    link: "hidden",
    flag: "hidden",
    label: "Hidden layers",
    takes: { kind: "widths", low: 1, high: 4096, most: 6 },
    typed: {
      group: "size",
      hint: "Widths of the network’s layers, in order.",
      placeholder: "none",
      example: "100, 50",
    },
  },
  sides: { link: "sides", flag: "sides", label: "Side features", takes: { kind: "sides" } },
  minimumRatings: {
    link: "minimum",
    flag: "minimum-ratings",
    label: "Minimum ratings",
    takes: { kind: "whole", low: 1, high: 1000 },
    typed: { group: "advanced", hint: "Half of the ratings of users with fewer train the unknown user." },
  },
  dropout: {
    link: "dropout",
    flag: "dropout",
    label: "Dropout",
    takes: { kind: "number", low: 0, high: 0.9 },
    typed: {
      group: "advanced",
      hint: "Share of a layer left out at each step, against overfitting.",
      example: "0.1",
    },
  },
  epochs: {
    link: "epochs",
    flag: "epochs",
    label: "Epochs",
    takes: { kind: "whole", low: 1, high: 1000 },
    typed: { group: "training", hint: "Passes over the training part." },
  },
  patience: {
    link: "patience",
    flag: "patience",
    label: "Early stopping",
    takes: { kind: "whole", low: 1, high: 1000, or: "none", of: "epochs" },
    typed: {
      group: "training",
      hint: "Epochs to wait for a better one; empty for off.",
      placeholder: "off",
    },
  },
  batchSize: {
    link: "batch",
    flag: "batch-size",
    label: "Batch size",
    takes: { kind: "whole", low: 1, high: 2 ** 20, or: "auto" },
    typed: { group: "advanced", hint: "How much a step trains on, or auto. Larger is faster, with fewer updates." },
  },
  schedule: { link: "schedule", flag: "schedule", label: "Schedule", takes: { kind: "one of", values: SCHEDULES } },
  learningRate: {
    link: "lr",
    flag: "lr",
    label: "Learning rate",
    takes: { kind: "number", low: 0, high: 10, above: true },
    typed: { group: "training", hint: "The largest step size.", example: "0.005" },
  },
  weightDecay: {
    link: "wd",
    flag: "weight-decay",
    label: "Weight decay",
    takes: { kind: "number", low: 0, high: 100 },
    typed: { group: "advanced", hint: "Pulls weights towards zero, against overfitting.", example: "0.1" },
  },
  range: {
    link: "range",
    flag: null,
    label: "Rating range",
    takes: { kind: "range" },
    typed: {
      group: "advanced",
      hint: "Ends of the predictions; auto is half a step beyond the ratings.",
      example: "0 to 5.5",
    },
  },
  relevantFrom: {
    link: "relevant",
    flag: "relevant-from",
    label: "Relevant from",
    takes: { kind: "rating", low: -1e9, high: 1e9 },
    typed: {
      group: "advanced",
      hint: "A top 10 should hold products rated so; auto is 4 of 1 to 5.",
      example: "4",
    },
  },
  split: {
    link: "split",
    flag: "split",
    label: "Split",
    takes: { kind: "one of", values: ["auto", ...SPLIT_METHODS] },
  },
  testShare: {
    link: "test",
    flag: "test-share",
    label: "Test part, %",
    takes: { kind: "whole", low: 5, high: 40 },
    typed: { group: "measured", hint: "How much of the data is held out to test on." },
  },
  cutDate: {
    link: "cut",
    flag: "cut-date",
    label: "Test from",
    takes: { kind: "date" },
    typed: {
      group: "measured",
      hint: "First day of the test part; empty for the newest.",
      placeholder: "the newest",
      example: "2016-05-01",
    },
  },
  folds: {
    link: "folds",
    flag: "folds",
    label: "Folds",
    takes: { kind: "whole", low: 2, high: 20, or: "none" },
    typed: {
      group: "advanced",
      hint: "Trains again on so many random cuts: mean and spread of the test figures.",
      placeholder: "off",
    },
  },
  only: { link: "only", flag: "only", label: "Only", takes: { kind: "filter" } },
  seed: {
    link: "seed",
    flag: "seed",
    label: "Seed",
    takes: { kind: "whole", low: 0, high: 2 ** 32 - 1 },
    typed: { group: "measured", hint: "Same file, settings, seed and device: same result." },
  },
  backend: {
    link: "backend",
    flag: "backend",
    label: "Device",
    takes: { kind: "one of", values: ["auto", ...BACKEND_NAMES] },
  },
} as const satisfies Record<keyof RunSettings, SettingEntry>;

export type SettingFlag = NonNullable<(typeof SETTINGS)[keyof RunSettings]["flag"]>;

export const SETTING_NAMES = Object.keys(SETTINGS) as (keyof RunSettings)[];

/** The schema's entry, whichever setting it is. */
export function settingEntry(name: keyof RunSettings): SettingEntry {
  return SETTINGS[name];
}

/** True for a number that a setting may be. */
export function isWithin(takes: Extract<Takes, { low: number }>, value: number): boolean {
  if (takes.kind === "number") return (takes.above ? value > takes.low : value >= takes.low) && value <= takes.high;
  if (takes.kind !== "rating" && !Number.isInteger(value)) return false;
  return value >= takes.low && value <= takes.high;
}

/** The numbers that a setting may be, within a sentence: "a whole number from 1 to 1,024". */
export function boundsText(takes: Extract<Takes, { low: number }>): string {
  const bound = (value: number) => value.toLocaleString("en-US");
  const { low, high } = takes;
  switch (takes.kind) {
    case "widths":
      return `up to six widths from ${bound(low)} to ${bound(high)}`;
    case "rating":
      return "a rating";
    case "whole":
      return `a whole number${takes.of ? ` of ${takes.of}` : ""} from ${bound(low)} to ${bound(high)}`;
    case "number":
      return takes.above ? `a number above ${low}, at most ${high}` : `a number from ${low} to ${high}`;
  }
}
