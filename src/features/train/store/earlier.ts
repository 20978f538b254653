import type { RunSettings } from "../../../domain/settings";
import type { EarlierKind, EarlierModel, Overlap } from "../../../engine/train/earlier/types";
import type { RatingsSource } from "../../../workers/protocol";
import type { LoadedData } from "../../data/store/dataState";
import { parseFilter } from "../../explore/store/filter";
import type { WorkspaceConnection } from "../../keep/store/workspace";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import type { Past } from "../../studio/opened";
import { selectActiveRun, selectRun } from "../../studio/selectors";
import type { Actions } from "../../studio/slice";
import { type EarlierSlice, type LengthAndRate, noEarlier } from "./earlierState";
import type { RunState } from "./runState";
import { settled } from "./settingsSlice";
import type { TrainingConnection } from "./training";

/** A model that may be offered, and the source of the ratings that it was trained on; null for one from elsewhere. */
interface Remembered {
  from: RatingsSource | null;
  ofSample: boolean;
  model: Promise<EarlierModel>;
}

/** The model of ratings that were open before, or from elsewhere, for those that are open now. */
export function connectEarlier(
  { clients, columns, opened, get, set, subscribe }: Context,
  training: TrainingConnection,
  workspace: WorkspaceConnection,
): Actions<EarlierSlice> {
  let remembered: Remembered | null = null;

  // Once other data are open, those that a finished Run was trained on can no longer be packed.
  subscribe(({ runs, data }, before) => {
    if (runs !== before.runs && data && runs.some((run) => isCandidate(run, data)) && !workspace.packedDataset(data))
      void workspace.dataset().catch(() => {});
  });

  function match(earlier: EarlierModel, { only, split, seed, testShare, cutDate }: RunSettings) {
    const asked = { split, seed, testShare, cutDate };
    return columns.fromDataset(() =>
      clients.data.call("startFrom", { earlier, only: parseFilter(only), split: asked }),
    );
  }

  /** Offer the model for the open data; of ratings from elsewhere without a known id there is nothing to say. */
  async function offer({ model, ofSample }: Remembered): Promise<void> {
    const { data, settings } = get();
    const { signal } = opened;
    set({ matchingEarlier: true });
    try {
      const earlier = await model;
      const { overlap, refusals } = await match(earlier, { ...settings, only: "" });
      if (signal.aborted) return;
      const isForeign = knowsNothing(overlap) && (ofSample || data?.source.kind === "workspace");
      if (!isForeign) set({ earlierOffer: offerOf(earlier, overlap, refusals) });
    } catch {
      // The page has lost the ratings before, or a file of theirs: then there is no offer.
    } finally {
      if (!signal.aborted) set({ matchingEarlier: false });
    }
  }

  async function begin(kind: EarlierKind, change?: LengthAndRate): Promise<void> {
    if (!remembered || get().matchingEarlier || selectActiveRun(get())) return;
    const { settings } = get();
    const { signal } = opened;
    set({ matchingEarlier: true, earlierError: null });
    try {
      const earlier = await remembered.model;
      const { data } = get();
      const asked = data ? settled(settings, data.summary) : settings;
      const { start, refusals, moved } = await match(earlier, asked);
      if (signal.aborted) return;
      const refusal = refusals[kind];
      if (refusal) throw new Error(refusal);
      // A model that has been scored may be continued then.
      set(({ earlierOffer }) => ({ ...noEarlier, earlierOffer: kind === "scored" ? earlierOffer : null }));
      const { name, run } = earlier;
      const origin = { kind, name, run, moved };
      await training.trainFrom({ origin, start, settings: settingsOf(earlier.settings, asked, change) });
    } catch (error) {
      if (!signal.aborted) set({ matchingEarlier: false, earlierError: sentence(error) });
    }
  }

  async function openEarlier(earlier: EarlierModel): Promise<void> {
    const { data, settings } = get();
    if (!data) throw new Error("Open the ratings first: the model’s ids are matched with theirs.");
    if (selectActiveRun(get()))
      throw new Error("A run is going. Wait for its end, or stop it, and open the model then.");
    const { signal } = opened;
    const asked = settled(settings, data.summary);
    const { start, overlap, refusals, moved } = await match(earlier, asked);
    if (signal.aborted || selectActiveRun(get())) throw new Error("Something else was begun meanwhile.");
    if (knowsNothing(overlap)) {
      throw new Error(`The model from ${earlier.name} knows no user and no product of ${data.summary.name}.`);
    }
    if (refusals.scored) throw new Error(refusals.scored);
    remembered = { from: null, ofSample: false, model: Promise.resolve(earlier) };
    set({ ...noEarlier, earlierOffer: refusals.continued ? null : offerOf(earlier, overlap, refusals) });
    const { name, run } = earlier;
    const origin = { kind: "scored" as const, name, run, moved };
    await training.trainFrom({ origin, start, settings: settingsOf(earlier.settings, asked) });
  }

  /** The model in view of what was open before; that of data on which nothing was trained does not take its place. */
  function remember({ state, files }: Past): void {
    const { data, runs } = state;
    const shown = selectRun(state);
    const candidates = data ? runs.filter((run) => isCandidate(run, data)) : [];
    const run = candidates.find(({ id }) => id === shown?.id) ?? candidates.at(-1);
    const dataset = data && workspace.packedDataset(data);
    const model = run && files.get(run.id)?.get("model");
    if (!data || !run?.result || !model || !dataset) return;
    const { settings } = run.result.run;
    const start = files.get(run.id)?.get("earlier");
    const about = {
      name: data.summary.name,
      run: run.id,
      settings,
      only: parseFilter(settings.only),
      model,
      vocabularies: null,
      began: run.earlier && start ? { kind: run.earlier.kind, start } : null,
    };
    const known = dataset.then((file) => ({ ...about, dataset: file }));
    known.catch(() => {}); // told when it is offered
    remembered = { from: data.source, ofSample: data.isSample, model: known };
  }

  opened.listen((past) => {
    remember(past);
    if (remembered && remembered.from !== get().data?.source) void offer(remembered);
  });

  return {
    continueEarlier: (change) => begin("continued", change),
    scoreEarlier: () => begin("scored"),
    dismissEarlier() {
      remembered = null;
      set(noEarlier);
    },
    openEarlier,
  };
}

/**
 * Finished, and asked for by a person. Who asked for a Run on the sample that was kept is not known any more, and the page
 * trains one there by itself.
 */
function isCandidate({ status, startedBy, isRestored }: RunState, { isSample }: LoadedData): boolean {
  return status === "finished" && startedBy === "person" && !(isSample && isRestored);
}

function knowsNothing({ knownUsers, knownProducts }: Overlap): boolean {
  return knownUsers === 0 && knownProducts === 0;
}

function offerOf(
  { name, run, settings }: EarlierModel,
  overlap: Overlap,
  refusals: Record<EarlierKind, string | null>,
) {
  const { model, epochs, learningRate } = settings;
  return { name, run, model, overlap, refusals, suggested: { epochs, learningRate } };
}

/** The earlier model's settings, with what is asked now of the data and of the training. */
function settingsOf(earlier: RunSettings, now: RunSettings, change?: LengthAndRate): RunSettings {
  const { split, testShare, cutDate, seed, only, relevantFrom, backend } = now;
  const asked = { split, testShare, cutDate, seed, only, relevantFrom, backend };
  return { ...earlier, ...asked, folds: null, batchSize: "auto", ...change };
}
