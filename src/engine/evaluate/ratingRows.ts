import type { RatingRows } from "../../models/bayesian/types";
import type { TrainingColumns } from "../read/copies";

/** Ratings of a part, in columns of their own. */
export function ratingRowsOf({ user, product, rating, time }: TrainingColumns, part: Int32Array): RatingRows {
  return {
    user: part.map((i) => user[i]),
    product: part.map((i) => product[i]),
    rating: Float64Array.from(part, (i) => rating[i]),
    time: time && Float64Array.from(part, (i) => time[i]),
  };
}
