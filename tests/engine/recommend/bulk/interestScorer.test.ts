import { expect, test } from "vitest";
import { Random } from "../../../../src/domain/random";
import { InterestScorer } from "../../../../src/engine/recommend/bulk/interestScorer";
import { Interest } from "../../../../src/engine/recommend/lists/interest";
import type { RecommendModel } from "../../../../src/engine/recommend/models/types";
import { topN } from "../../../../src/engine/recommend/topN";
import { fitItemItem } from "../../../../src/models/item-item/fit";
import { noBreath, smallModel } from "../smallShop";

const [USERS, PRODUCTS, COUNT] = [80, 120, 7];

/** Users with one to nine products, the first of them the most popular, and ratings that are all over the scale. */
async function shop(mostProducts: number, mostUsers: number) {
  const random = new Random(11, "bulk by interest");
  const [starts, history] = [[0], [] as number[]];
  for (let user = 0; user < USERS; user++) {
    const own = new Set<number>();
    const size = user % 3 === 0 ? 1 : 1 + random.integer(9);
    for (let i = 0; i < size; i++) own.add(Math.floor(PRODUCTS * random.next() ** 2));
    history.push(...own);
    starts.push(history.length);
  }
  const had = { starts: Int32Array.from(starts), products: Int32Array.from(history) };
  const itemItem = await fitItemItem(had, PRODUCTS, { lambda: 3, mostProducts, mostUsers, breathe: noBreath });
  const liked = { relevantFrom: 4, step: 1, sigma: 0.5 };
  const lists = { itemItem, starts: had.starts, history: had.products, popularity: 1, liked };
  const ratings = Array.from({ length: USERS }, () =>
    Float32Array.from({ length: PRODUCTS }, () => 1 + 4 * random.next()),
  );
  const model: RecommendModel = smallModel({
    range: [1, 5],
    userOf: (code) => ({ vector: Float32Array.of(code), isKnown: true }),
    logitOf:
      ({ vector }) =>
      (product) =>
        ratings[vector[0]][product],
    ratingOf: (logit) => logit,
  });
  return { interest: new Interest(lists), model, ratings, itemItem };
}

test.each([
  ["all products have weights", PRODUCTS, 0, "primal"],
  ["few products have weights", 20, 0, "primal"],
  ["weights follow from users", 20, USERS, "dual"],
])("lists are those of scoring everything where %s", async (_, mostProducts, mostUsers, form) => {
  const { interest, model, ratings, itemItem } = await shop(mostProducts, mostUsers);
  expect(itemItem.solved.form).toBe(form);
  const candidates = Int32Array.from({ length: PRODUCTS }, (_, product) => product).filter((p) => p % 10 !== 3);
  const scorer = new InterestScorer(model, interest, candidates);
  for (let user = 0; user < USERS; user++) {
    const history = interest.historyOf(user);
    const rated = new Set(history);
    const scores = interest.scores(history, ratings[user], user);
    const expected = topN(scores, COUNT, (product) => product % 10 !== 3 && !rated.has(product));
    const best = scorer.best({ state: model.userOf(user), history, user, rated }, COUNT);
    expect([...best.codes.subarray(0, best.size)]).toEqual(expected);
    expect([...best.scores.subarray(0, best.size)]).toEqual(expected.map((product) => scores[product]));
  }
});
