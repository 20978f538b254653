import { buffersOf } from "../../workers/buffers";
import { formatFilter } from "../filter";
import { ModelShelf, type ShelvedModel } from "../modelShelf";
import type { RecommendSlice, RunsSlice } from "../state";
import type { Context } from "./context";
import { isWorkerLost, sentence } from "./failures";

const MATCHES_SHOWN = 50;

export interface RecommendConnection {
  actions: Pick<
    RecommendSlice,
    | "search"
    | "setLookFor"
    | "openCustomer"
    | "setList"
    | "recommendAmong"
    | "retryRecommend"
    | "setExclusion"
    | "rateProduct"
    | "unrateProduct"
    | "clearNewCustomer"
    | "explain"
    | "closeReasons"
    | "estimateBulk"
    | "saveBulk"
    | "closeBulk"
    | "compareWith"
  > &
    Pick<RunsSlice, "selectRun">;
  /** Keep a Run's newest model, and answer with it if that Run is the selected one. */
  showModel(entry: ShelvedModel): Promise<void>;
  /** Forget everything about the data that were loaded before. */
  forget(): void;
}

/** Looking up customers in the recommendation worker, always with the selected Run's newest model. */
export function connectRecommending({ clients, columns, get, set }: Context): RecommendConnection {
  const shelf = new ModelShelf();
  /** The last finished model that the shelf is too small for; it moves to the worker when its Run is selected. */
  let spare: ShelvedModel | null = null;
  /** The customer in view, whether or not a model can answer yet. */
  let wanted: string | null = null;
  /** Customers whom a person opened; the one shown unasked is no part of the report. */
  const asked = new Set<string>();
  /** Numbers of the newest request of each kind; the reply to an older one is dropped. */
  let newestSearch = 0;
  let newestCustomer = 0;
  let newestModel = 0;

  /** The filter that the worker was told to look among, and for which of its loads. */
  let told = { among: "", load: 0 };

  /** Resolves once the worker holds the columns and knows among whom to look. */
  async function ready(): Promise<void> {
    await columns.ready("recommend");
    const filter = get().among;
    const [among, load] = [formatFilter(filter), columns.timesGiven];
    if (among === told.among && (among === "" || load === told.load)) return;
    const members = among === "" ? null : await columns.members(filter);
    await clients.recommend.call("among", { members });
    told = { among, load };
  }

  function fail(error: unknown): void {
    columns.noteFailure("recommend", error);
    set({ recommendError: sentence(error), customerPending: false });
    if (isWorkerLost(error)) set({ explorerModel: null });
  }

  async function showModel(entry: ShelvedModel): Promise<void> {
    const kept = shelf.keep(entry);
    if (get().selectedRun === entry.run) await load(entry, kept ? [] : buffersOf(entry.model));
    else if (!kept && entry.final) spare = entry;
  }

  /** Answer with what is kept of the Run's model. False when nothing is. */
  async function loadKept(run: number): Promise<boolean> {
    const shelved = shelf.of(run);
    if (shelved) await load(shelved, []);
    else if (spare?.run === run) {
      const moved = spare;
      spare = null;
      await load(moved, buffersOf(moved.model));
    } else return false;
    return true;
  }

  async function load({ run, epoch, final, model }: ShelvedModel, transfer: Transferable[]): Promise<void> {
    const request = ++newestModel;
    try {
      await ready();
      if (request !== newestModel) return;
      await clients.recommend.call("model", { model }, { transfer });
      if (request !== newestModel) return;
      set(({ opened, explorerModel }) => ({
        explorerModel: { run, epoch, final },
        opened: final || explorerModel?.run !== run ? {} : opened,
      }));
      await refresh();
    } catch (error) {
      if (request === newestModel) fail(error);
    }
  }

  /** Answer again for the customer in view; for the most active one when there is none yet. */
  async function refresh(): Promise<void> {
    if (wanted === null) {
      if (get().matches.length === 0) await search(get().query);
      wanted ??= get().matches[0]?.id ?? null;
    }
    await lookUp();
  }

  /** Look at the most active of those who are looked among, unasked. */
  async function openFirst(): Promise<void> {
    wanted = get().matches[0]?.id ?? null;
    await lookUp();
  }

  async function lookUp(): Promise<void> {
    const { explorerModel, list } = get();
    if (wanted === null || !explorerModel) return;
    const user = wanted;
    const request = ++newestCustomer;
    set({ customerPending: true });
    try {
      await ready();
      if (request !== newestCustomer) return;
      const customer = await clients.recommend.call("customer", { user, list });
      if (request !== newestCustomer) return;
      // An error about a customer who was asked for stays: this may be the refresh after an epoch.
      set({ customer, customerPending: false });
      if (explorerModel.final && asked.has(user)) {
        const shown = customer.recommendations.map(({ product, title, predicted }) => ({ product, title, predicted }));
        set(({ opened }) => ({ opened: { ...opened, [user]: shown } }));
      }
    } catch (error) {
      if (request !== newestCustomer) return;
      asked.delete(user);
      wanted = get().customer?.id ?? null;
      fail(error);
    }
  }

  async function search(query: string): Promise<void> {
    const request = ++newestSearch;
    set({ query });
    try {
      await ready();
      if (request !== newestSearch) return;
      const { matches, total } = await clients.recommend.call("findUsers", {
        query,
        limit: MATCHES_SHOWN,
        ...get().lookFor,
      });
      if (request === newestSearch) set({ matches, matchesTotal: total, recommendError: null });
    } catch (error) {
      if (request === newestSearch) fail(error);
    }
  }

  async function openCustomer(user: string): Promise<void> {
    wanted = user;
    asked.add(user);
    set({ customerPending: true, recommendError: null });
    await lookUp();
  }

  /** A finished Run whose model is gone says so; one that trains will bring its own. */
  function sayForgotten(id: number): void {
    if (!get().runs.find((run) => run.id === id)?.result) return;
    set({
      recommendError: "The model of this run is no longer in memory. Train it again with the same settings and seed.",
    });
  }

  async function selectRun(id: number): Promise<void> {
    if (get().selectedRun === id) return;
    set({ selectedRun: id, explorerModel: null, customer: null, opened: {}, recommendError: null });
    // What was asked for the Run before is no answer for this one.
    newestCustomer++;
    newestModel++;
    if (!(await loadKept(id))) sayForgotten(id);
  }

  return {
    actions: {
      search,
      openCustomer,
      selectRun: (id) => void selectRun(id),
      async setLookFor(change) {
        set(({ lookFor }) => ({ lookFor: { ...lookFor, ...change } }));
        await search(get().query);
      },
      setList(change) {
        set(({ list }) => ({ list: { ...list, ...change } }));
        void lookUp();
      },
      setExclusion: async () => {},
      rateProduct() {},
      unrateProduct() {},
      clearNewCustomer() {},
      explain: async () => {},
      closeReasons() {},
      estimateBulk: async () => {},
      saveBulk: async () => {},
      closeBulk() {},
      compareWith: async () => {},
      async recommendAmong(among) {
        set({ among, query: "", recommendError: null });
        wanted = null;
        await search("");
        await openFirst();
      },
      async retryRecommend() {
        set({ recommendError: null });
        const run = get().selectedRun ?? 0;
        if (await loadKept(run)) return;
        await search(get().query);
        sayForgotten(run);
      },
    },
    showModel,
    forget() {
      shelf.clear();
      spare = null;
      asked.clear();
      wanted = null;
      newestSearch++;
      newestCustomer++;
      newestModel++;
    },
  };
}
