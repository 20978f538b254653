import type { RatingRows } from "../bayesian/types";

export interface AveragesData {
  /** Numbers of user and product codes. */
  users: number;
  products: number;
  training: RatingRows;
}

/** predicted rating = offset + user part + product part, at one time of asking. */
export interface AdditiveScore {
  offset: number;
  ofUser: Float32Array;
  ofProduct: Float32Array;
  /** Of those who are not in the data. */
  unknownUser: number;
  unknownProduct: number;
}
