import type { TfjsTools } from "../backends/backend";
import { MODEL as COLLABNN } from "./collabnn/definition";
import { collabnnScore } from "./collabnn/tfjsScore";
import { MODEL as DOT_PRODUCT } from "./dot-product/definition";
import { dotProductScore } from "./dot-product/tfjsScore";
import { MODEL as DOT_PRODUCT_BIAS } from "./dot-product-bias/definition";
import { dotProductBiasScore } from "./dot-product-bias/tfjsScore";
import { TfjsHybridLearner } from "./hybrid/tfjsLearner";
import type { Learner, LearnerOptions } from "./learner";
import type { RankingLearner, RankingOptions } from "./pooled-history/rankingLearner";
import { TfjsRankingLearner } from "./pooled-history/tfjsRankingLearner";
import { TfjsLearner } from "./tfjsLearner";
import type { Score } from "./tfjsScore";

/** The formulas of the models whose score is a function of two rows and layers. */
const SCORES: Readonly<Record<string, Score>> = {
  [DOT_PRODUCT]: dotProductScore,
  [DOT_PRODUCT_BIAS]: dotProductBiasScore,
  [COLLABNN]: collabnnScore,
};

/** The learner of any model that predicts ratings, in a module of its own with tfjs, which is loaded when it is needed. */
export function createTfjsLearner({ createTable, queue }: TfjsTools, options: LearnerOptions): Learner {
  const { hybrid, shape } = options;
  if (hybrid) return new TfjsHybridLearner(createTable, options, hybrid, queue);
  const score = SCORES[shape.model];
  if (!score) throw new Error(`${shape.model} is not a function of two rows.`);
  return new TfjsLearner(createTable, options, score, queue);
}

export function createTfjsRankingLearner({ createTable, queue }: TfjsTools, options: RankingOptions): RankingLearner {
  return new TfjsRankingLearner(createTable, options, queue);
}
