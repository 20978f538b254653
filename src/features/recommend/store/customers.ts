import type { CustomerAnswer } from "../../../engine/recommend/types";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { latestOnly } from "../../studio/latestOnly";
import { Newest } from "../../studio/newest";
import type { Asking } from "./asking";
import type { EpochList, RecommendSlice } from "./recommendState";

const MATCHES_SHOWN = 50;

/** Epochs that are kept of a list. */
const MOST_EPOCHS = 100;

export interface Customers {
  actions: Pick<RecommendSlice, "search" | "setLookFor" | "openCustomer" | "openSecond" | "recommendAmong">;
  /** Answer again for the customer in view; for the first of the matches when there is none yet. */
  refresh(): Promise<void>;
  /** Drop the answer that is awaited: it is for another Run. */
  drop(): void;
  /** Forget everything about the data that were loaded before. */
  forget(): void;
}

/** Looking up customers in the recommendation worker, always with the model that answers. */
export function connectCustomers({ get, set }: Context, asking: Asking): Customers {
  /** The customer in view, whether or not a model can answer yet. */
  let wanted: string | null = null;
  let second: string | null = null;
  /** Customers whom a person opened; the one shown unasked is no part of the report. */
  const asked = new Set<string>();
  const searches = new Newest();
  /** Of the Run and the data that are answered for: what was asked for those before is dropped. */
  const answered = new Newest();

  /** The other customer to compare with, asked for again whenever the first one is. */
  const lookUpSecond = latestOnly<void>(async () => {
    const { explorerModel, list } = get();
    const user = second;
    if (user === null || !explorerModel) return;
    const { signal } = answered;
    try {
      const view = await asking.ask("customer", { user, list });
      if (!signal.aborted && user === second) set({ second: view, secondError: null });
    } catch (error) {
      asking.note(error);
      if (!signal.aborted && user === second) set({ second: null, secondError: sentence(error) });
    }
  });

  /** Look at the most active of those who are looked among, unasked. */
  async function openFirst(): Promise<void> {
    wanted = get().matches[0]?.id ?? null;
    await lookUp();
  }

  /** One look-up at a time, the newest waiting: whoever drags a slider asks faster than a list is made. */
  const lookUp = latestOnly<void>(async () => {
    const { explorerModel, list } = get();
    if (wanted === null || !explorerModel) return;
    const user = wanted;
    const { signal } = answered;
    set({ customerPending: true });
    try {
      const customer = await asking.ask("customer", { user, list });
      // Another one may have been asked for meanwhile; they come next.
      if (signal.aborted || user !== wanted) return;
      // An error about a customer who was asked for stays: this may be the refresh after an epoch.
      set(({ listEpochs, customer: shown }) => ({
        customer,
        customerPending: false,
        listEpochs: withEpoch(shown?.id === user ? listEpochs : [], explorerModel, customer),
      }));
      if (explorerModel.final && asked.has(user)) {
        const shown = customer.recommendations.map(({ product, title, predicted }) => ({ product, title, predicted }));
        set(({ opened }) => ({ opened: { ...opened, [user]: shown } }));
      }
    } catch (error) {
      if (signal.aborted || user !== wanted) return;
      asked.delete(user);
      wanted = get().customer?.id ?? null;
      asking.fail(error);
    }
  });

  async function search(query: string): Promise<void> {
    const signal = searches.begin();
    set({ query });
    try {
      await asking.ready();
      if (signal.aborted) return;
      const { matches, total } = await asking.ask("findUsers", { query, limit: MATCHES_SHOWN, ...get().lookFor });
      if (!signal.aborted) set({ matches, matchesTotal: total, recommendError: null });
    } catch (error) {
      if (!signal.aborted) asking.fail(error);
    }
  }

  return {
    actions: {
      search,
      async setLookFor(change) {
        set(({ lookFor }) => ({ lookFor: { ...lookFor, ...change } }));
        await search(get().query);
      },
      async openCustomer(user) {
        wanted = user;
        asked.add(user);
        set({ customerPending: true, recommendError: null });
        await lookUp();
      },
      async openSecond(user) {
        second = user;
        set({ secondError: null, ...(user === null && { second: null }) });
        await lookUpSecond();
      },
      async recommendAmong(among) {
        set({ among, query: "", recommendError: null });
        wanted = null;
        await search("");
        await openFirst();
      },
    },
    async refresh() {
      if (wanted === null) {
        if (get().matches.length === 0) await search(get().query);
        wanted ??= get().matches[0]?.id ?? null;
      }
      await Promise.all([lookUp(), lookUpSecond()]);
    },
    drop() {
      answered.begin();
    },
    forget() {
      asked.clear();
      wanted = null;
      second = null;
      searches.drop();
      answered.begin();
    },
  };
}

/**
 * The epochs with this one; another Run starts afresh, and the same epoch again (under other options) replaces it. The
 * finished Run's best epoch comes last, whichever it was.
 */
function withEpoch(
  epochs: readonly EpochList[],
  { run, epoch, final }: NonNullable<RecommendSlice["explorerModel"]>,
  { recommendations }: CustomerAnswer,
): EpochList[] {
  const products = recommendations.map(({ product, title }) => ({ product, title }));
  const earlier = epochs.filter((list) => list.run === run && !list.final && (final || list.epoch < epoch));
  return [...earlier, { run, epoch, final, products }].slice(-MOST_EPOCHS);
}
