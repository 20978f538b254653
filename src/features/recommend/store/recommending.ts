import { buffersOf } from "../../../workers/buffers";
import type { Context } from "../../studio/context";
import { Newest } from "../../studio/newest";
import type { Actions } from "../../studio/slice";
import { type CachedModel, ModelCache } from "../../train/store/modelCache";
import type { RunsSlice } from "../../train/store/runsState";
import { Asking } from "./asking";
import { connectBulk } from "./bulk";
import { connectCustomers } from "./customers";
import { connectNewCustomer } from "./newCustomer";
import { connectReasons } from "./reasons";
import type { RecommendSlice } from "./recommendState";

export interface RecommendConnection {
  actions: Actions<RecommendSlice> & Pick<RunsSlice, "selectRun">;
  /** Keep a Run's newest model, and answer with it if that Run is the selected one. */
  showModel(entry: CachedModel): Promise<void>;
}

const NO_MODEL = "This run has no model to compare with yet. Wait for its first epoch.";

/** Whose model answers in the recommendation worker, and what is asked of it. */
export function connectRecommending(context: Context): RecommendConnection {
  const { clients, opened, get, set } = context;
  const asking = new Asking(context);
  const customers = connectCustomers(context, asking);
  const reasons = connectReasons(context, asking);
  const newCustomer = connectNewCustomer(context, asking, () => void reasons.refresh("new customer"));
  const bulk = connectBulk(context, asking);
  const cache = new ModelCache();
  const models = new Newest();

  async function showModel(entry: CachedModel): Promise<void> {
    const kept = cache.keep(entry);
    if (get().selectedRun === entry.run) await load(entry, kept ? [] : buffersOf(entry.model));
    if (kept && get().otherRun === entry.run) await compare(entry);
  }

  /** Answer with what is kept of the Run's model. False when nothing is. */
  async function loadKept(run: number): Promise<boolean> {
    const cached = cache.of(run);
    if (cached) await load(cached, []);
    return cached !== undefined;
  }

  async function load({ run, epoch, final, model }: CachedModel, transfer: Transferable[]): Promise<void> {
    const signal = models.begin();
    try {
      await asking.ready();
      if (signal.aborted) return;
      await clients.recommend.call("model", { model }, { transfer });
      if (signal.aborted) return;
      set(({ opened, explorerModel }) => ({
        explorerModel: { run, epoch, final },
        opened: final || explorerModel?.run !== run ? {} : opened,
      }));
      await refresh();
    } catch (error) {
      if (!signal.aborted) asking.fail(error);
    }
  }

  /** Show this model's lists beside the answers; null for none. */
  async function compare(other: CachedModel | null): Promise<void> {
    if (asking.other === other) return;
    asking.other = other;
    await Promise.all([customers.refresh(), newCustomer.refresh()]);
  }

  /** Answer everything in view again: the model, or what a list may hold, is another. */
  async function refresh(): Promise<void> {
    await Promise.all([customers.refresh(), newCustomer.refresh(), reasons.refresh()]);
  }

  async function selectRun(id: number): Promise<void> {
    if (get().selectedRun === id) return;
    const nothing = { explorerModel: null, customer: null, customerPending: false, opened: {}, recommendError: null };
    set({ selectedRun: id, ...nothing });
    // What was asked for the Run before is no answer for this one.
    customers.drop();
    reasons.close();
    bulk.drop();
    models.drop();
    await loadKept(id);
  }

  opened.listen(() => {
    cache.clear();
    asking.forget();
    customers.forget();
    newCustomer.forget();
    reasons.close();
    bulk.close();
    models.drop();
    void customers.actions.search("");
  });

  return {
    actions: {
      ...customers.actions,
      ...newCustomer.actions,
      ...reasons.actions,
      ...bulk.actions,
      selectRun: (id) => void selectRun(id),
      async openCustomer(user) {
        if (get().reasons?.of === "customer") reasons.close();
        await customers.actions.openCustomer(user);
      },
      setList(change) {
        set(({ list }) => ({ list: { ...list, ...change } }));
        void Promise.all([customers.refresh(), newCustomer.refresh()]);
      },
      async setExclusion(text) {
        asking.exclusion = text.trim() === "" ? "" : text;
        set({ recommendError: null });
        try {
          await asking.ready();
          await Promise.all([customers.refresh(), newCustomer.refresh()]);
        } catch (error) {
          asking.fail(error);
        }
      },
      async compareWith(run) {
        const other = (run !== null && cache.of(run)) || null;
        set({ otherRun: other && run, recommendError: run !== null && !other ? NO_MODEL : null });
        await compare(other);
      },
      async retryRecommend() {
        set({ recommendError: null });
        if (!(await loadKept(get().selectedRun ?? 0))) await customers.actions.search(get().query);
      },
    },
    showModel,
  };
}
