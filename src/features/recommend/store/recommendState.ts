import type { Filter } from "../../../engine/explore/types";
import {
  type Attributes,
  type BulkEstimate,
  type BulkProgress,
  type BulkQuestion,
  type CustomerAnswer,
  type CustomerMatch,
  DEFAULT_LIST,
  type ExclusionReport,
  type ListOptions,
  type NewCustomerAnswer,
  type Reasons,
  type UserSearch,
} from "../../../engine/recommend/types";
import type { Values } from "../../studio/slice";

/** Somebody who is not in the file: what they are said to have rated, and what the model would show them. */
export interface NewCustomerState {
  ratings: { product: string; title: string; rating: number }[];
  /** What they are said to be. */
  attributes: Attributes;
  /** Answers `ratings` and `attributes`, or those of a moment before; null before the first answer. */
  view: NewCustomerAnswer | null;
  pending: boolean;
  /** Why there is no answer: a sentence. */
  error: string | null;
}

/** Why one product is in a list. */
export interface ReasonsState {
  of: "customer" | "new customer";
  product: string;
  /** Null while it is awaited. */
  answer: Reasons | null;
  error: string | null;
}

/** Lists of many users as a file: estimated, in progress, saved, or failed. */
export interface BulkState {
  question: BulkQuestion;
  /** Whose model makes the lists. */
  run: number | null;
  status: "estimating" | "estimated" | "writing" | "saved" | "failed";
  estimate: BulkEstimate | null;
  progress: BulkProgress | null;
  /** What was saved. */
  saved: { file: string; bytes: number; users: number; without: number; lines: number } | null;
  error: string | null;
}

/** The customer's list after one epoch of one Run, best first. */
export interface EpochList {
  run: number;
  epoch: number;
  final: boolean;
  products: { product: string; title: string }[];
}

export interface RecommendSlice {
  /**
   * Which Run's model the explorer answers with, and after which epoch; null before the first epoch ended.
   * `final` once it is the finished Run's best epoch.
   */
  explorerModel: { run: number; epoch: number; final: boolean } | null;
  query: string;
  /** How users are looked for beside the query. */
  lookFor: Pick<UserSearch, "by" | "seed" | "segment">;
  matches: CustomerMatch[];
  matchesTotal: number;
  customer: CustomerAnswer | null;
  customerPending: boolean;
  /** How the list of the customer in view came about: one entry an epoch of the Run that answers, oldest first. */
  listEpochs: EpochList[];
  /** Another customer, to compare with the one in view. */
  second: CustomerAnswer | null;
  /** Why there is none: a sentence. */
  secondError: string | null;
  recommendError: string | null;
  /** Only users and products with a rating that passes this filter are looked among; empty for all. */
  among: Filter;
  list: ListOptions;
  /** What became of the last list of ids to leave out; null without one. */
  exclusion: ExclusionReport | null;
  newCustomer: NewCustomerState;
  /** Open for one product at a time. */
  reasons: ReasonsState | null;
  bulk: BulkState | null;
  /** The Run whose lists stand beside the answers, as `other` of the views; null for none. */
  otherRun: number | null;
  /** Recommendations of every customer opened with the selected Run's final model, by user id: part of the report. */
  opened: Record<string, { product: string; title: string; predicted: number | null }[]>;
  search(query: string): Promise<void>;
  setLookFor(change: Partial<RecommendSlice["lookFor"]>): Promise<void>;
  openCustomer(user: string): Promise<void>;
  /** Show another customer beside the one in view; null for none. */
  openSecond(user: string | null): Promise<void>;
  setList(change: Partial<ListOptions>): void;
  /** Ids as pasted or dropped; empty for none. */
  setExclusion(text: string): Promise<void>;
  recommendAmong(filter: Filter): Promise<void>;
  /** Somebody looks at the new customer: with nothing rated they see what everybody would. */
  openNewCustomer(): void;
  /** Rate a product for the new customer, in place of its earlier rating. */
  rateProduct(product: { product: string; title: string }, rating: number): void;
  unrateProduct(product: string): void;
  /** Values of segments of users, in place of their earlier ones; empty texts are unknown. */
  describeNewCustomer(change: Attributes): void;
  clearNewCustomer(): void;
  /** Ask why a product is in the list of the customer in view, or of the new one. */
  explain(product: string, of?: ReasonsState["of"]): Promise<void>;
  closeReasons(): void;
  /** How long the file would take; it is written only when asked for. */
  estimateBulk(segment?: BulkQuestion["segment"]): Promise<void>;
  /** Write the lists, under the present options, and hand the file to the browser. */
  saveBulk(segment?: BulkQuestion["segment"]): Promise<void>;
  /** Stop writing, or put away what was said about it. */
  closeBulk(): void;
  compareWith(run: number | null): Promise<void>;
  /** Load what the explorer needs once more, after its worker was lost. */
  retryRecommend(): Promise<void>;
}

/** Nobody looked up yet on the loaded data. */
export const emptyRecommend: Omit<Values<RecommendSlice>, "list"> = {
  explorerModel: null,
  query: "",
  lookFor: { by: "activity", seed: 1, segment: null },
  matches: [],
  matchesTotal: 0,
  customer: null,
  customerPending: false,
  listEpochs: [],
  second: null,
  secondError: null,
  recommendError: null,
  among: {},
  exclusion: null,
  newCustomer: { ratings: [], attributes: {}, view: null, pending: false, error: null },
  reasons: null,
  bulk: null,
  otherRun: null,
  opened: {},
};

/** The list that a visit begins with. */
export const firstList: Pick<RecommendSlice, "list"> = { list: DEFAULT_LIST };

/** The list on other data: it keeps what does not name the data's own values. */
export function listOnOtherData({ list }: Pick<RecommendSlice, "list">): Pick<RecommendSlice, "list"> {
  return { list: { ...list, categories: [], brands: [], targetGenders: [] } };
}
