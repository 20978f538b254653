import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import { latestOnly } from "../../studio/latestOnly";
import { Newest } from "../../studio/newest";
import type { Actions } from "../../studio/slice";
import type { NewProductState, ProductSlice } from "./productState";

const MATCHES_SHOWN = 50;
/** Length of each list of the view. */
const LISTED = 10;

/** Looking up products in the recommendation worker, with the model that answers. */
export function connectProducts({ clients, columns, opened, get, set }: Context): Actions<ProductSlice> {
  /** The product in view, whether or not a model can answer yet. */
  let wanted: string | null = null;
  /** Ends what is asked at length about a product that is no longer in view. */
  const asking = new Newest();
  const searches = new Newest();

  function fail(error: unknown, signal: AbortSignal): void {
    columns.noteFailure("recommend", error);
    if (signal.aborted) return;
    if (isWorkerLost(error)) set({ explorerModel: null, recommendError: sentence(error), productPending: false });
    else set({ productError: sentence(error), productPending: false });
  }

  async function findProducts(query: string): Promise<void> {
    const search = searches.begin();
    set({ productQuery: query });
    const about = asking.signal;
    try {
      await columns.ready("recommend");
      if (search.aborted) return;
      const { matches, total } = await clients.recommend.call("findProducts", { query, limit: MATCHES_SHOWN });
      if (!search.aborted) set({ productMatches: matches, productMatchesTotal: total });
    } catch (error) {
      if (!search.aborted) fail(error, about);
    }
  }

  /** The view in one go, what takes longer after it. */
  const look = latestOnly(async () => {
    const signal = asking.begin();
    const options = { signal };
    try {
      await columns.ready("recommend");
      if (wanted === null && get().productMatches.length === 0) await findProducts(get().productQuery);
      wanted ??= get().productMatches[0]?.id ?? null;
      const { explorerModel, data, biasMinimum, product: shown } = get();
      if (wanted === null || !explorerModel || !data) return;
      const product = wanted;
      const { recommend } = clients;
      const input = { product, count: LISTED, step: data.summary.ratingStep };
      const view = await recommend.call("product", input, options);
      const isOther = shown?.facts.id !== product;
      set({ product: view, productPending: false, productError: null, ...(isOther && { likelyUsers: null }) });
      const found = await recommend.call("biases", { minimum: biasMinimum, count: LISTED, product }, options);
      set({ biases: { found } });
      const likelyUsers = await recommend.call("likelyUsers", { product, count: LISTED }, options);
      set({ likelyUsers });
      await askAudience(options);
    } catch (error) {
      if (signal.aborted) return;
      wanted = get().product?.facts.id ?? null;
      fail(error, signal);
    }
  });

  async function askAudience(options: { signal: AbortSignal }): Promise<void> {
    const { values, choices } = get().newProduct;
    const { recommend } = clients;
    if (!choices) {
      const offered = await recommend.call("segmentChoices", null, options);
      update({ choices: offered });
    }
    const found = await recommend.call("audience", { values, count: LISTED }, options);
    update({ audience: { found } });
  }

  function update(change: Partial<NewProductState>): void {
    set(({ newProduct }) => ({ newProduct: { ...newProduct, ...change } }));
  }

  /** What is asked at length gives way. */
  function refresh(): Promise<void> {
    asking.drop();
    return look(undefined);
  }

  opened.listen(() => {
    asking.drop();
    searches.drop();
    wanted = null;
  });

  return {
    findProducts,
    async openProduct(product) {
      wanted = product;
      set({ screen: "recommend", tab: "products", productPending: true, productError: null });
      await refresh();
    },
    refreshProduct: refresh,
    setBiasMinimum(biasMinimum) {
      set({ biasMinimum });
      void refresh();
    },
    setLikeness: (likeness) => set({ likeness }),
    async describeNewProduct(change) {
      update({ values: { ...get().newProduct.values, ...change } });
      await refresh();
    },
    dismissProductError: () => set({ productError: null }),
  };
}
