/** How a product's place in the list changed since the epoch before: places gained, or first seen now. */
export type RankChange = number | "new";

/** One customer's list after one epoch of one Run. */
export interface RankedList {
  customer: string;
  run: number;
  epoch: number;
  /** Best first. */
  products: string[];
}

/** The list in view and the one of the epoch before it. */
export interface RankMemory {
  current: RankedList | null;
  previous: RankedList | null;
}

export const NO_RANKS: RankMemory = { current: null, previous: null };

/** The memory after a list arrived. A new epoch moves the current list back; another customer or Run starts afresh. */
export function remember(memory: RankMemory, list: RankedList): RankMemory {
  const { current, previous } = memory;
  if (!current || current.customer !== list.customer || current.run !== list.run || list.epoch < current.epoch) {
    return { current: list, previous: null };
  }
  return { current: list, previous: list.epoch > current.epoch ? current : previous };
}

/**
 * Change of rank of each product that moved. A product beyond the end of a shorter previous list has no known rank
 * there, so it is not called new.
 */
export function rankChanges({ current, previous }: RankMemory): Map<string, RankChange> {
  const changes = new Map<string, RankChange>();
  if (!current || !previous) return changes;
  const before = new Map(previous.products.map((product, rank) => [product, rank]));
  current.products.forEach((product, rank) => {
    const earlier = before.get(product);
    if (earlier === undefined) {
      if (rank < previous.products.length) changes.set(product, "new");
    } else if (earlier !== rank) {
      changes.set(product, earlier - rank);
    }
  });
  return changes;
}
