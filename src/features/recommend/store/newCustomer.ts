import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { latestOnly } from "../../studio/latestOnly";
import { Newest } from "../../studio/newest";
import type { Asking } from "./asking";
import type { NewCustomerState, RecommendSlice } from "./recommendState";

export interface NewCustomer {
  actions: Pick<
    RecommendSlice,
    "openNewCustomer" | "rateProduct" | "unrateProduct" | "describeNewCustomer" | "clearNewCustomer"
  >;
  /** Answer again, where somebody looks. */
  refresh(): Promise<void>;
  forget(): void;
}

/**
 * The list of somebody who is not in the file, asked for anew at each of their ratings and attributes: at most one
 * question is under way, and only the newest wait. `onChange` is told of every change of them.
 */
export function connectNewCustomer({ get, set }: Context, asking: Asking, onChange: () => void): NewCustomer {
  let isOpen = false;
  /** Of the data and the model that are answered for: what was asked of those before is dropped. */
  const answered = new Newest();

  function change(part: Partial<NewCustomerState>): void {
    set(({ newCustomer }) => ({ newCustomer: { ...newCustomer, ...part } }));
  }

  const answer = latestOnly(async (asked: AbortSignal) => {
    const { newCustomer, list, explorerModel } = get();
    if (asked.aborted || !explorerModel) return;
    const ratings = newCustomer.ratings.map(({ product, rating }) => ({ product, rating }));
    try {
      const view = await asking.ask("newCustomer", { ratings, attributes: newCustomer.attributes, list });
      if (!asked.aborted) change({ view, error: null });
    } catch (error) {
      asking.note(error);
      if (!asked.aborted) change({ error: sentence(error) });
    }
  });

  async function refresh(): Promise<void> {
    if (!isOpen || !get().explorerModel) return;
    const asked = answered.signal;
    change({ pending: true });
    await answer(asked);
    if (!asked.aborted) change({ pending: false });
  }

  function describe(part: Partial<Pick<NewCustomerState, "ratings" | "attributes">>): void {
    isOpen = true;
    change(part);
    onChange();
    void refresh();
  }

  const without = (product: string) => get().newCustomer.ratings.filter((rated) => rated.product !== product);

  return {
    actions: {
      openNewCustomer() {
        isOpen = true;
        void refresh();
      },
      rateProduct({ product, title }, rating) {
        const { ratings } = get().newCustomer;
        const place = ratings.findIndex((rated) => rated.product === product);
        const entry = { product, title, rating };
        describe({ ratings: place < 0 ? [...ratings, entry] : ratings.with(place, entry) });
      },
      unrateProduct: (product) => describe({ ratings: without(product) }),
      describeNewCustomer: (part) => describe({ attributes: { ...get().newCustomer.attributes, ...part } }),
      clearNewCustomer: () => describe({ ratings: [], attributes: {} }),
    },
    async refresh() {
      answered.begin();
      await refresh();
    },
    forget() {
      answered.begin();
    },
  };
}
