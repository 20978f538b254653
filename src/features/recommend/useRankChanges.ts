import { useState } from "react";
import type { CustomerAnswer } from "../../engine/recommend/types";
import { NO_RANKS, type RankChange, rankChanges, remember } from "./rankChanges";
import type { RecommendSlice } from "./store/recommendState";

/** Rank changes of the list in view against the epoch before, by product. */
export function useRankChanges(
  customer: CustomerAnswer | null,
  answering: RecommendSlice["explorerModel"],
): Map<string, RankChange> {
  const [seen, setSeen] = useState<{ customer: CustomerAnswer | null; memory: typeof NO_RANKS }>({
    customer: null,
    memory: NO_RANKS,
  });
  // A new answer arrives as a new object; the memory follows while rendering, so no list is drawn without its marks.
  if (customer !== seen.customer) {
    const list = customer &&
      answering && {
        customer: customer.id,
        run: answering.run,
        epoch: answering.epoch,
        products: customer.recommendations.map(({ product }) => product),
      };
    const next = { customer, memory: list ? remember(seen.memory, list) : NO_RANKS };
    setSeen(next);
    return rankChanges(next.memory);
  }
  return rankChanges(seen.memory);
}
