import { textOf } from "../../read/vocabulary";
import type { Breathe } from "../breathe";
import type { ProductState, RecommendModel } from "../models/types";
import { topN } from "../topN";
import type { ProductIndex } from "./productIndex";
import type { ExpectedAudience, LikelyUser, LikelyUsers, ProductRater } from "./types";

/** Users who are asked about: to ask all of a million would take minutes. */
const MOST_ASKED = 2000;

/** Users between two breaths. */
const BLOCK = 64;

/** The users who rated the product highest, of equal ratings the newest first. */
export function raters(index: ProductIndex, product: number, count: number): ProductRater[] {
  const { users, user, rating, time } = index.columns;
  const when = (i: number) => (time && !Number.isNaN(time[i]) ? time[i] : Number.NEGATIVE_INFINITY);
  return Array.from(index.ratingsOf(product))
    .sort((a, b) => rating[b] - rating[a] || when(b) - when(a) || a - b)
    .slice(0, count)
    .map((i) => ({
      id: textOf(users, user[i]),
      rating: rating[i],
      time: Number.isFinite(when(i)) ? when(i) : null,
    }));
}

/** The users among the most active who have not rated the product and are predicted to like it most. */
export async function likelyUsers(
  index: ProductIndex,
  model: RecommendModel,
  product: number,
  count: number,
  breathe: Breathe,
): Promise<LikelyUsers> {
  const { user } = index.columns;
  const rated = new Set(Array.from(index.ratingsOf(product), (i) => user[i]));
  const asked = knownOf(
    model,
    index.mostActive(MOST_ASKED).filter((code) => !rated.has(code)),
  );
  const scores = await scoresOf(model, model.productOf(product), product, asked, breathe);
  return { ...best(index, model, asked, scores, count), of: index.columns.users.offsets.length - 1 - rated.size };
}

/** Who of the most active users would like a product that has these segments and no ratings. */
export async function expectedAudience(
  index: ProductIndex,
  model: RecommendModel,
  product: ProductState,
  count: number,
  breathe: Breathe,
): Promise<ExpectedAudience> {
  const asked = knownOf(model, index.mostActive(MOST_ASKED));
  const scores = await scoresOf(model, product, -1, asked, breathe);
  const sorted = scores.slice().sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return {
    ...best(index, model, asked, scores, count),
    of: index.columns.users.offsets.length - 1,
    mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    tenths: [at(0.1), at(0.9)],
  };
}

/** A model says the same of all users whom it does not know. */
function knownOf(model: RecommendModel, users: readonly number[]): number[] {
  return users.filter((code) => model.userOf(code).isKnown);
}

/** Predicted ratings by these users; from a ranking model what it orders by. */
async function scoresOf(
  model: RecommendModel,
  state: ProductState,
  product: number,
  users: number[],
  breathe: Breathe,
): Promise<Float32Array> {
  const scores = new Float32Array(users.length);
  for (let from = 0; from < users.length; from += BLOCK) {
    const block = users.slice(from, from + BLOCK);
    scores.set(model.audience(state, block) ?? block.map((code) => sumOfTerms(model, code, product)), from);
    await breathe();
  }
  return scores;
}

function sumOfTerms(model: RecommendModel, user: number, product: number): number {
  return model.terms(model.userOf(user), product).reduce((sum, { value }) => sum + value, 0);
}

function best(index: ProductIndex, model: RecommendModel, asked: number[], scores: Float32Array, count: number) {
  const users = topN(scores, count, () => true).map(
    (place): LikelyUser => ({
      id: textOf(index.columns.users, asked[place]),
      ratings: index.activityOf(asked[place]),
      predicted: model.kind === "rating" ? scores[place] : null,
    }),
  );
  return { users, asked: asked.length };
}
