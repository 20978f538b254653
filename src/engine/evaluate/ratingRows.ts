import type { RatingRows } from "../../models/bayesian/types";
import type { TrainingColumns } from "../read/copies";

/** Ratings of a part, in columns of their own. */
export function ratingRowsOf({ user, product, rating, time }: TrainingColumns, part: Int32Array): RatingRows {
  return {
    user: part.map((i) => user[i]),
    product: part.map((i) => product[i]),
    rating: new Float64Array(part.length).map((_, at) => rating[part[at]]),
    time: time && new Float64Array(part.length).map((_, at) => time[part[at]]),
  };
}
