import type { Survey } from "../../../engine/explore/types";
import type { ListView, RatedProduct, Reasons } from "../../../engine/recommend/types";

/** Why a customer is among a report's examples: a person opened them, or how much they rated; `new` is nobody known. */
export type ExampleKind = "opened" | "most active" | "regular" | "typical" | "one rating" | "new";

/** A customer whose list stands in the report. */
export interface ReportExample {
  kind: ExampleKind;
  /** Null for one who is not in the file. */
  user: string | null;
  /** Seen in the training part. */
  known: boolean;
  /** Newest first. */
  history: RatedProduct[];
  list: ListView;
  /** Why each recommended product is in the list, in its order. */
  reasons: Reasons[];
}

/** How far examples are gathered. */
export interface ExampleProgress {
  done: number;
  total: number;
}

export interface ReportSlice {
  /** The whole file, chart by chart, as Explore has it, or looked through now. Rejects with why it cannot be. */
  surveyForReport(signal: AbortSignal): Promise<Survey>;
  /**
   * Lists with their reasons: of the customers that were opened with the selected Run's final model, of some picked ones
   * where none was, and of a new one. Rejects with why there are none, and with the signal's reason.
   */
  examplesForReport(signal: AbortSignal, onProgress: (progress: ExampleProgress) => void): Promise<ReportExample[]>;
}
