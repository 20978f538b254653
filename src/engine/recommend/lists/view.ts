import { size } from "../../read/vocabulary";
import type { Answering } from "../answering";
import type { Catalogue } from "../catalogue";
import type { GivenRating, RecommendModel, UserState } from "../models/types";
import { topN } from "../topN";
import type { ListOptions, ListView, Recommendation } from "../types";
import { becauseOf, likedProducts } from "./because";
import type { Candidates, Choice } from "./candidates";
import { between, predictedRatings } from "./interest";
import { whyNothingLeft } from "./nothingLeft";
import { listOf } from "./order";

/** Somebody as one of the models sees them. */
export interface Asked extends Answering {
  state: UserState;
  /** Codes of the products that they have, as the ranking model knows them. */
  history: ArrayLike<number>;
  /** Code of the user whose training part that is; undefined for who is not in the file. */
  trained?: number;
  /** Share of the ratings of such customers that each product has, by code; undefined for those of all. */
  shares?: Float32Array;
}

/** Somebody who wants a list. */
export interface Person {
  /** For a sentence. */
  who: string;
  ratings: readonly GivenRating[];
  /** Ratings that training has of them. */
  trained: number;
}

/** What a model would show somebody, beside what is popular and what another model would show. */
export function listView(
  catalogue: Catalogue,
  person: Person,
  asked: Asked,
  other: Asked | null,
  candidates: Candidates,
  options: ListOptions,
): ListView {
  const { columns, index } = catalogue;
  const rated = new Set(person.ratings.map(({ product }) => product));
  const choice = candidates.without(options.again ? new Set() : rated);
  const popular = topN(index.productRatings, options.count, choice.allows);
  const isPopular = new Set(popular);
  const liked = likedProducts(catalogue, person.ratings, asked.interest);
  const describe = ({ products, logits, asked: of, likely }: Answer): Recommendation[] =>
    products.map((product) => ({
      ...catalogue.describe(of, product, logits[product], person.trained, isPopular.has(product)),
      likely: likely ? likely(product) : null,
      because: becauseOf(catalogue, of, liked, product),
    }));
  const answer = answerOf(catalogue, asked, choice, options);
  const recommendations = describe(answer);
  return {
    kind: asked.model.kind,
    recommendations,
    popular: describe({ ...answer, products: popular }),
    overlap: answer.products.filter((product) => isPopular.has(product)).length,
    unknownOverlap: sharedWithStranger(catalogue, asked, answer.products, choice, options),
    excluded: choice.excluded(),
    nothingLeft: recommendations.length > 0 ? null : whyNothingLeft(choice, person.who, columns.feedback),
    other: other && {
      kind: other.model.kind,
      recommendations: describe(answerOf(catalogue, other, choice, options)),
    },
  };
}

/** What each model answers to somebody of whom nothing is known; kept, for it is asked at every list. */
const strangers = new WeakMap<RecommendModel, { state: UserState; logits: Float32Array }>();

/** How many of these products a model would show somebody of whom nothing is known, out of the same choice. */
function sharedWithStranger(
  catalogue: Catalogue,
  asked: Asked,
  products: readonly number[],
  choice: Choice,
  options: ListOptions,
): number {
  const { model } = asked;
  let stranger = strangers.get(model);
  if (!stranger) {
    const state = model.foldIn([]);
    stranger = { state, logits: model.logits(state) };
    strangers.set(model, stranger);
  }
  const theirs = productsFor(
    catalogue,
    { ...asked, state: stranger.state, history: [], trained: undefined, shares: undefined },
    stranger.logits,
    choice,
    options,
  );
  const shown = new Set(theirs.products);
  return products.filter((product) => shown.has(product)).length;
}

interface Answer {
  asked: Asked;
  products: number[];
  logits: Float32Array;
  /** How likely a product is taken and liked, 1 for the likeliest of the list; null without a ranking model. */
  likely: ((product: number) => number) | null;
}

/** The products of a list, best first, and the scores by product code on which novelty weighs them. */
function productsFor(
  { columns, index }: Catalogue,
  asked: Asked,
  logits: Float32Array,
  choice: Choice,
  options: ListOptions,
): { products: number[]; scores: Float32Array } {
  const { order, scores } = orderOf(asked, logits, options);
  const known = { ratings: index.productRatings, users: size(columns.users) };
  return { products: listOf(asked.model, order, scores, choice.allows, options, known), scores };
}

function answerOf(catalogue: Catalogue, asked: Asked, choice: Choice, options: ListOptions): Answer {
  const logits = asked.model.logits(asked.state);
  const { products, scores } = productsFor(catalogue, asked, logits, choice, options);
  if (!asked.interest) return { asked, logits, products, likely: null };
  const highest = products.reduce((most, product) => Math.max(most, scores[product]), 0);
  return { asked, logits, products, likely: (product) => (highest > 0 ? Math.min(1, scores[product] / highest) : 0) };
}

/** What a list is ordered by, by product code, and on which scale novelty weighs it. */
export function orderOf(
  { model, interest, history, trained, shares }: Asked,
  logits: Float32Array,
  { towardsRating }: Pick<ListOptions, "towardsRating">,
): { order: Float32Array; scores: Float32Array } {
  const ratings = predictedRatings(model, logits);
  if (!interest) return { order: logits, scores: ratings ?? logits };
  const scores = interest.scores(history, ratings, trained, shares);
  if (!ratings) return { order: scores, scores };
  return { order: between(scores, logits, ratings, towardsRating, interest.liked?.sigma ?? 1), scores };
}
