import type { EarlierKind, EarlierModel } from "../../engine/training/earlier/types";
import { RANKING_MODELS, type RunSettings } from "../../engine/training/types";
import type { RatingsSource } from "../../workers/protocol";
import { type EarlierSlice, noEarlier } from "../earlierState";
import { parseFilter } from "../filter";
import { selectRun } from "../selectors";
import type { RunState } from "../state";
import type { Context } from "./context";
import { sentence } from "./failures";
import type { TrainingConnection } from "./training";
import type { WorkspaceConnection } from "./workspace";

export interface EarlierConnection {
  actions: Pick<EarlierSlice, "continueEarlier" | "scoreEarlier" | "dismissEarlier">;
  /** Other data are about to replace those that are open: remember the model in view. */
  remember(): void;
  /** Other data are open: offer the remembered model for them. */
  opened(): void;
  /** Offer a model from elsewhere for the open data; rejects with a sentence when it knows nothing of them. */
  offer(model: EarlierModel): Promise<void>;
}

/** Rows that are known need smaller steps than rows at random; searched in tests/engine/training/earlier. */
const RATE_SHARE = 0.25;

/** The model of ratings that were open before, or from elsewhere, for those that are open now. */
export function connectEarlier(
  { clients, runFiles, get, set, subscribe }: Context,
  training: TrainingConnection,
  workspace: WorkspaceConnection,
): EarlierConnection {
  let remembered: EarlierModel | null = null;
  let pending: { from: RatingsSource; model: Promise<EarlierModel> } | null = null;

  // Once other data are open, those that a finished Run was trained on can no longer be packed.
  subscribe(({ runs }, before) => {
    if (runs !== before.runs && runs.some(isCandidate) && !workspace.packedDataset())
      void workspace.dataset().catch(() => {});
  });

  async function show(model: EarlierModel): Promise<void> {
    const { data } = get();
    const { overlap } = await clients.data.call("startFrom", { earlier: model, only: {} });
    if (get().data !== data) return;
    remembered = model;
    const scoreOnly = RANKING_MODELS.includes(model.settings.model);
    set({
      earlierOffer: { name: model.name, run: model.run, model: model.settings.model, overlap, scoreOnly },
      earlierError: null,
    });
  }

  async function begin(kind: EarlierKind): Promise<void> {
    const earlier = remembered;
    if (!earlier) return;
    const now = get().settings;
    try {
      const { start } = await clients.data.call("startFrom", { earlier, only: parseFilter(now.only) });
      set(noEarlier);
      const { name, run } = earlier;
      await training.trainFrom({
        origin: { kind, name, run },
        start,
        settings: settingsOf(earlier.settings, now, kind),
      });
    } catch (error) {
      set({ earlierError: sentence(error) });
    }
  }

  return {
    actions: {
      continueEarlier: () => begin("continued"),
      scoreEarlier: () => begin("scored"),
      dismissEarlier() {
        remembered = null;
        set(noEarlier);
      },
    },
    remember() {
      const { data } = get();
      const run = selectRun(get());
      const model = run && runFiles.of(run.id).get("model");
      const dataset = workspace.packedDataset();
      pending = null;
      if (!data || !run?.result || !isCandidate(run) || !model || !dataset) return;
      const { settings } = run.result.run;
      const about = { name: data.summary.name, run: run.id, settings, only: parseFilter(settings.only), model };
      pending = {
        from: data.source,
        model: dataset.then((file) => ({ ...about, dataset: file, vocabularies: null })),
      };
    },
    opened() {
      remembered = null;
      set(noEarlier);
      // Ratings that it knows nothing of are of another shop: then there is nothing to say.
      if (pending && pending.from !== get().data?.source) void pending.model.then(show).catch(() => {});
      pending = null;
    },
    offer: show,
  };
}

/** Finished, and asked for by a person. */
function isCandidate({ status, startedBy }: RunState): boolean {
  return status === "finished" && startedBy === "person";
}

/** The earlier model's settings, with what is asked now of the data. */
function settingsOf(earlier: RunSettings, now: RunSettings, kind: EarlierKind): RunSettings {
  const { split, seed, only, relevantFrom, epochs, patience } = now;
  const isSame = now.model === earlier.model;
  const rate = kind === "continued" ? RATE_SHARE * earlier.learningRate : earlier.learningRate;
  return {
    ...earlier,
    ...{ split, seed, only, relevantFrom },
    ...(isSame && { epochs, patience }),
    learningRate: rate,
    batchSize: "auto",
    backend: now.backend,
  };
}
