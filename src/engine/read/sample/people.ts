import { Random } from "../../../domain/random";
import { CATEGORIES } from "./names";
import { type ActivityGroup, EFFECTS, TASTES, USER_GENDERS } from "./spec";
import { Weighted } from "./weighted";

/** The sample's users, by index. */
export interface People {
  size: number;
  /** Index into USER_GENDERS. */
  gender: Uint8Array;
  /** User effect, in units of the latent opinion. */
  effect: Float32Array;
  /** TASTES latent tastes per user, standard normal. */
  tastes: Float32Array;
  /** The category each is most interested in. */
  favourite: Uint8Array;
  /** Number of ratings of each. */
  activity: Int32Array;
}

export function makePeople(groups: readonly ActivityGroup[], seed: number): People {
  const random = new Random(seed, "users");
  const activity = random.shuffle(Int32Array.from(groups.flatMap((group) => [...activityOf(group, random)])));
  const size = activity.length;
  const genders = new Weighted(USER_GENDERS.weights);
  const categories = new Weighted(CATEGORIES.map(({ weight }) => weight));
  return {
    size,
    gender: Uint8Array.from({ length: size }, () => genders.draw(random)),
    effect: Float32Array.from({ length: size }, () => random.normal() * EFFECTS.user),
    tastes: Float32Array.from({ length: size * TASTES }, () => random.normal()),
    favourite: Uint8Array.from({ length: size }, () => categories.draw(random)),
    activity,
  };
}

/** The number of ratings of each user of a group: right-skewed (log-normal), with exactly the group's total. */
export function activityOf({ users, ratings, low, high }: ActivityGroup, random: Random): Int32Array {
  const activity = new Int32Array(users).fill(low);
  let left = ratings - users * low;
  if (left < 0 || ratings > users * high) throw new RangeError(`${users} users cannot have ${ratings} ratings.`);
  if (left === 0) return activity;
  const weights = Float64Array.from({ length: users }, () => Math.exp(random.normal() * 1.3));
  const chosen = new Weighted(weights);
  while (left > 0) {
    const user = chosen.draw(random);
    if (activity[user] === high) continue;
    activity[user] += 1;
    left--;
  }
  return activity;
}
