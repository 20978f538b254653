import { type Backend, openBackend as openOn } from "../backends/backend";
import { paddedWidth } from "../backends/rows";
import type { BackendName } from "../domain/names";
import { collabnnSteps } from "./collabnn/steps";
import { assertTrains } from "./dot-product/selfTest";
import { dotProductSteps } from "./dot-product/steps";
import { dotProductBiasSteps } from "./dot-product-bias/steps";
import { hybridSteps } from "./hybrid/steps";
import type { Learner, LearnerOptions } from "./learner";
import { type RankingLearner, type RankingOptions, rankingWidth } from "./pooled-history/rankingLearner";
import { WasmRankingLearner } from "./pooled-history/wasmRankingLearner";
import { embeddingColumns } from "./shapes";
import type { ModelSteps } from "./steps";
import { WasmLearner } from "./wasmLearner";

/** How the models that learn ratings by gradient take their steps, by name. */
const STEPS: Readonly<Record<string, ModelSteps>> = Object.fromEntries(
  [collabnnSteps, dotProductSteps, dotProductBiasSteps, hybridSteps].map((steps) => [steps.model, steps]),
);

function stepsOf({ shape }: LearnerOptions): ModelSteps {
  const steps = STEPS[shape.model];
  if (!steps) throw new Error(`${shape.model} takes no steps of ratings.`);
  return steps;
}

/** Make this the backend in use. Rejects with the reason when it cannot be used here, a GPU that trains wrongly too. */
export function openProvenBackend(name: BackendName): Promise<Backend> {
  return openOn(name, assertTrains);
}

/** A learner of ratings: by the model's own fused steps where it brings such for the backend, else on tfjs. */
export async function createLearner(backend: Backend, options: LearnerOptions): Promise<Learner> {
  const steps = stepsOf(options);
  if (backend.hasKernels) return new WasmLearner(options, steps);
  if (backend.device && steps.onGpu) return steps.onGpu(backend.device, options);
  const { createTfjsLearner } = await import("./tfjsLearners");
  return createTfjsLearner(await backend.openTfjs(), options);
}

/** A learner of which products are chosen. */
export async function createRankingLearner(backend: Backend, options: RankingOptions): Promise<RankingLearner> {
  if (backend.hasKernels) return new WasmRankingLearner(options);
  const { createTfjsRankingLearner } = await import("./tfjsLearners");
  return createTfjsRankingLearner(await backend.openTfjs(), options);
}

/** Throws, saying what would fit, when the backend cannot hold the tables. */
export function assertFits(backend: Backend, { shape, userRows, productRows, hybrid }: LearnerOptions): void {
  const width = paddedWidth(embeddingColumns(shape));
  for (const rows of [userRows, productRows, hybrid?.sideCounts.length ?? 0]) backend.assertFitsTable(rows, width);
}

/** The same for the tables of products and what a step gathers from them. */
export function assertFitsRanking(backend: Backend, options: RankingOptions): void {
  const { rows, batchSize, tokens, candidates, rowsPerProduct } = options;
  const most = Math.max(rows, batchSize * tokens, candidates * rowsPerProduct);
  backend.assertFitsTable(most, rankingWidth(options));
}
