import type { CustomerMatch, CustomerView, Members, RecommendColumns } from "../../engine/recommend/types";
import type { ModelSnapshot } from "../../engine/training/types";
import type { Call } from "../protocol";

/** What the page asks about customers, in the file or not, and their lists. */
export type CustomerCalls = {
  load: Call<{ columns: RecommendColumns }, never, null>;
  model: Call<{ model: ModelSnapshot }, never, null>;
  /** Find only these users and recommend only these products from then on; null for all. */
  among: Call<{ members: Members | null }, never, null>;
  /** Users whose id contains the query, exact match first, then the most active; an empty query lists the most active. */
  findUsers: Call<{ query: string; limit: number }, never, { matches: CustomerMatch[]; total: number }>;
  customer: Call<{ user: string; count: number }, never, CustomerView>;
};
