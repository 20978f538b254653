import type { LossSeries } from "../../../charts/lossLines";
import type { Filter, Survey } from "../../../engine/explore/types";
import type { ListOptions } from "../../../engine/recommend/types";
import type { RunResult } from "../../../engine/train/types";
import type { LoadedData } from "../../data/store/dataState";
import type { RunState } from "../../train/store/runState";
import type { ReportExample } from "../store/reportState";

/** The parts that a person may leave out, in the order in which a reader asks. */
export const PART_NAMES = [
  "findings",
  "charts",
  "results",
  "runs",
  "training",
  "examples",
  "quality",
  "glossary",
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Those that tell of a finished Run. */
export const PARTS_OF_RUN: readonly PartName[] = ["results", "runs", "training", "examples"];

export type FinishedRun = RunState & { result: RunResult };

/** Everything that the saved report tells of. */
export interface ReportMaterial {
  data: LoadedData;
  /** The whole file, chart by chart; null where it could not be looked through. */
  survey: Survey | null;
  /** The Run in view; null without a finished one. */
  run: FinishedRun | null;
  /** All finished Runs, oldest first, and what their losses were. */
  runs: readonly FinishedRun[];
  losses: readonly LossSeries[];
  /** Empty without a Run, and where they could not be asked for. */
  examples: readonly ReportExample[];
  /** What the lists of the examples leave out. */
  lists: { options: ListOptions; among: Filter; excluded: number };
  /** The address of the page that reads the settings of the Run; only what follows its #. */
  link: string;
  /** Of the studio; null where it is not known. */
  version: string | null;
}

/** What a person decides about the report. */
export interface ReportChoices {
  title: string;
  /** By the author, in paragraphs; empty for none. */
  note: string;
  parts: readonly PartName[];
  /** User ids as the file has them; otherwise customers are numbered. */
  realIds: boolean;
}
