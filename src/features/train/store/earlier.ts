import type { RunSettings } from "../../../domain/settings";
import type { EarlierKind, EarlierModel, Overlap } from "../../../engine/train/earlier/types";
import type { RatingsSource } from "../../../workers/protocol";
import { parseFilter } from "../../explore/store/filter";
import type { WorkspaceConnection } from "../../keep/workspace";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { selectActiveRun, selectRun } from "../../studio/selectors";
import type { LoadedData, RunState } from "../../studio/state";
import { type EarlierSlice, type LengthAndRate, noEarlier } from "./earlierState";
import { settled } from "./settingsSlice";
import type { TrainingConnection } from "./training";

export interface EarlierConnection {
  actions: Pick<EarlierSlice, "continueEarlier" | "scoreEarlier" | "dismissEarlier" | "openEarlier">;
  /** Other data are about to replace those that are open: remember the model in view. */
  remember(): void;
  /** Other data are open: offer the remembered model for them. */
  opened(): void;
}

/** A model that may be offered, and the source of the ratings that it was trained on; null for one from elsewhere. */
interface Remembered {
  from: RatingsSource | null;
  ofSample: boolean;
  model: Promise<EarlierModel>;
}

/** The model of ratings that were open before, or from elsewhere, for those that are open now. */
export function connectEarlier(
  { clients, columns, runFiles, get, set, subscribe }: Context,
  training: TrainingConnection,
  workspace: WorkspaceConnection,
): EarlierConnection {
  let remembered: Remembered | null = null;

  // Once other data are open, those that a finished Run was trained on can no longer be packed.
  subscribe(({ runs, data }, before) => {
    if (runs !== before.runs && data && runs.some((run) => isCandidate(run, data)) && !workspace.packedDataset())
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
    const isOpen = () => get().data === data;
    set({ matchingEarlier: true });
    try {
      const earlier = await model;
      const { overlap, refusals } = await match(earlier, { ...settings, only: "" });
      if (!isOpen()) return;
      const isForeign = knowsNothing(overlap) && (ofSample || data?.source.kind === "workspace");
      if (!isForeign) set({ earlierOffer: offerOf(earlier, overlap, refusals) });
    } catch {
      // The page has lost the ratings before, or a file of theirs: then there is no offer.
    } finally {
      if (isOpen()) set({ matchingEarlier: false });
    }
  }

  async function begin(kind: EarlierKind, change?: LengthAndRate): Promise<void> {
    if (!remembered || get().matchingEarlier || selectActiveRun(get())) return;
    const { data, settings } = get();
    set({ matchingEarlier: true, earlierError: null });
    try {
      const earlier = await remembered.model;
      const asked = data ? settled(settings, data.summary) : settings;
      const { start, refusals, moved } = await match(earlier, asked);
      if (get().data !== data) return;
      const refusal = refusals[kind];
      if (refusal) throw new Error(refusal);
      // A model that has been scored may be continued then.
      set(({ earlierOffer }) => ({ ...noEarlier, earlierOffer: kind === "scored" ? earlierOffer : null }));
      const { name, run } = earlier;
      const origin = { kind, name, run, moved };
      await training.trainFrom({ origin, start, settings: settingsOf(earlier.settings, asked, change) });
    } catch (error) {
      if (get().data === data) set({ matchingEarlier: false, earlierError: sentence(error) });
    }
  }

  async function openEarlier(earlier: EarlierModel): Promise<void> {
    const { data, settings } = get();
    if (!data) throw new Error("Open the ratings first: the model’s ids are matched with theirs.");
    if (selectActiveRun(get()))
      throw new Error("A run is going. Wait for its end, or stop it, and open the model then.");
    const asked = settled(settings, data.summary);
    const { start, overlap, refusals, moved } = await match(earlier, asked);
    if (get().data !== data || selectActiveRun(get())) throw new Error("Something else was begun meanwhile.");
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

  return {
    actions: {
      continueEarlier: (change) => begin("continued", change),
      scoreEarlier: () => begin("scored"),
      dismissEarlier() {
        remembered = null;
        set(noEarlier);
      },
      openEarlier,
    },
    remember() {
      const { data, runs } = get();
      const shown = selectRun(get());
      const candidates = data ? runs.filter((run) => isCandidate(run, data)) : [];
      const run = candidates.find(({ id }) => id === shown?.id) ?? candidates.at(-1);
      const dataset = workspace.packedDataset();
      const model = run && runFiles.of(run.id).get("model");
      // Ratings that were open in between, on which nothing was trained, do not take the place of those before.
      if (!data || !run?.result || !model || !dataset) return;
      const { settings } = run.result.run;
      const start = runFiles.of(run.id).get("earlier");
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
    },
    opened() {
      set(noEarlier);
      if (remembered && remembered.from !== get().data?.source) void offer(remembered);
    },
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
