import type { RecommendColumns } from "../../engine/read/copies";
import type {
  Attributes,
  BulkEstimate,
  BulkProgress,
  BulkQuestion,
  BulkResult,
  CustomerAnswer,
  CustomerMatch,
  ExclusionReport,
  Explained,
  ListOptions,
  Members,
  NewCustomerAnswer,
  NewRating,
  Reasons,
  UserSearch,
} from "../../engine/recommend/types";
import type { ModelSnapshot } from "../../models/snapshot";
import type { Call } from "../call";

/** What the page asks about customers, in the file or not, and their lists. */
export type CustomerCalls = {
  load: Call<{ columns: RecommendColumns }, never, null>;
  /** Answer with this model from then on; a Blob is a packed one. */
  model: Call<{ model: ModelSnapshot | Blob }, never, null>;
  /** The model of another Run, whose lists stand beside the answers from then on; null for none. */
  otherModel: Call<{ model: ModelSnapshot | Blob | null }, never, null>;
  /** Find only these users and recommend only these products from then on; null for all. */
  among: Call<{ members: Members | null }, never, null>;
  /** Leave these products out from then on: ids, one a line or separated by comma, semicolon or tab; empty for none. */
  setExclusion: Call<{ text: string }, never, ExclusionReport>;
  findUsers: Call<UserSearch, never, { matches: CustomerMatch[]; total: number }>;
  customer: Call<{ user: string; list: ListOptions }, never, CustomerAnswer>;
  newCustomer: Call<{ ratings: NewRating[]; attributes?: Attributes; list: ListOptions }, never, NewCustomerAnswer>;
  reasons: Call<{ of: Explained; product: string }, never, Reasons>;
  /** Lists of many users as CSV: user, rank, product, title, predicted. Other calls are answered meanwhile. */
  bulk: Call<BulkQuestion, BulkProgress, BulkResult>;
  bulkEstimate: Call<BulkQuestion, never, BulkEstimate>;
};
