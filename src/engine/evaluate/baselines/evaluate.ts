import type { TrainingColumns } from "../../read/copies";
import { type EvaluationPart, errorFigures, errorReport } from "../errors";
import type { Split } from "../part";
import { measureRanking, type RankingTask } from "../ranking";
import type { BaselineResult } from "../types";
import type { Baseline, Predictor } from "./baseline";
import { byUser } from "./byUser";
import { coOccurrence } from "./coOccurrence";
import { bestBiases, dampedBias } from "./dampedBias";
import { ease } from "./ease";
import { ials } from "./ials";
import { itemKnn } from "./itemKnn";
import { globalMean, popularity, productMean } from "./plain";
import { rp3beta, userKnn } from "./walks";

/** What the baselines are learnt from and measured on. */
export interface BaselineTask {
  columns: TrainingColumns;
  split: Split;
  validation: EvaluationPart;
  test: EvaluationPart;
  /** Over the test part; null when nobody there has a relevant rating: then nothing that only ranks is learnt. */
  ranking: RankingTask | null;
  /** Over the validation part, where a Run is judged by its ranking there. */
  onValidation: RankingTask | null;
  /** Lets a cancel in; called at least every few milliseconds of work. */
  breathe: () => Promise<void>;
}

/** A baseline's figures, and what a Run is compared with row by row; null as in `TestTrace`. */
export interface BaselineOutcome {
  result: BaselineResult;
  predictedTest: Float32Array | null;
  ndcg: Float32Array | null;
}

const NOTHING_TO_RANK = {
  explicit: "No rating of the test part is high enough to count as relevant, so nothing is ranked.",
  implicit: "Nobody in the test part has chosen anything, so nothing is ranked.",
};

const NO_RATINGS = "The file has no ratings to predict, so it only ranks.";

/**
 * What simple predictors reach on the test part, learnt from the training part: in the order of `BASELINE_NAMES`, of
 * implicit feedback those alone that rank by what was chosen.
 */
export async function evaluateBaselines(task: BaselineTask): Promise<BaselineOutcome[]> {
  const outcomes: BaselineOutcome[] = [];
  // One after the other, so that the large tables of one are gone before the next.
  for await (const baseline of fitBaselines(task)) outcomes.push(await measure(baseline, task));
  return outcomes;
}

async function* fitBaselines(task: BaselineTask): AsyncGenerator<Baseline> {
  const { columns, split, ranking, test, breathe } = task;
  const { feedback } = columns;
  const relevantFrom = ranking?.relevantFrom ?? Number.NEGATIVE_INFINITY;
  const byChoices = () => coOccurrence(columns, split, relevantFrom, test.seed, breathe);
  if (feedback === "explicit") {
    yield globalMean(columns, split.train);
    yield productMean(columns, split.train);
    const biases = await bestBiases(columns, split, breathe);
    yield dampedBias(biases);
    yield popularity(columns, split.train);
    // Ratings by those of the nearest products; a list by who chose what, which is many times better.
    const rated = await itemKnn(columns, split, biases, breathe);
    yield ranking ? { ...rated, score: (await byChoices()).score } : { ...rated, score: null };
  } else {
    yield popularity(columns, split.train);
    yield await byChoices();
  }
  for (const [name, fit] of RANKING) {
    if (ranking) yield await fit(columns, split, relevantFrom, test.seed, breathe);
    else yield { name, predict: null, score: null, note: NOTHING_TO_RANK[feedback] };
  }
}

/** What only ranks, in the order of `BASELINE_NAMES`. */
const RANKING = [
  ["EASE", ease],
  ["user-kNN", userKnn],
  ["RP3β", rp3beta],
  ["iALS", ials],
] as const;

/** Why figures of a baseline are missing. */
function noteOf({ score, note }: Baseline, { feedback }: TrainingColumns, isRanked: boolean): string | null {
  if (feedback === "explicit") return note ?? (isRanked ? null : NOTHING_TO_RANK.explicit);
  if (score === null) return note;
  return isRanked ? NO_RATINGS : NOTHING_TO_RANK.implicit;
}

async function measure(baseline: Baseline, task: BaselineTask): Promise<BaselineOutcome> {
  const { name, predict, score } = baseline;
  const { ranking, onValidation, validation, test, breathe } = task;
  const predictedTest = predict && (await predictPart(test, predict, breathe));
  const predictedValidation = predict && (await predictPart(validation, predict, breathe));
  await breathe();
  const errors = errorReport(test, predictedTest ?? unknown(test));
  await breathe();
  const validationErrors = errorFigures(validation, predictedValidation ?? unknown(validation));
  const ranked = ranking && score ? await measureRanking(ranking, score, breathe) : null;
  const validationRanked = onValidation && score ? await measureRanking(onValidation, score, breathe) : null;
  return {
    result: {
      name,
      ...errors,
      validation: validationErrors,
      validationRanking: validationRanked?.figures ?? null,
      ranking: ranked?.figures ?? null,
      note: noteOf(baseline, task.columns, ranked !== null),
    },
    predictedTest,
    ndcg: ranked?.ndcg ?? null,
  };
}

async function predictPart({ columns, part }: EvaluationPart, predict: Predictor, breathe: () => Promise<void>) {
  const predicted = new Float32Array(part.length);
  const visit = (position: number, i: number) => {
    predicted[position] = predict(columns.user[i], columns.product[i]);
  };
  await byUser(columns, part, visit, breathe);
  return predicted;
}

/** No predictions: the errors of such are null. */
function unknown({ part }: EvaluationPart): Float32Array {
  return new Float32Array(part.length).fill(Number.NaN);
}
