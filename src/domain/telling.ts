/**
 * On fewer test ratings, or ratings of fewer users, a difference between two predictors is not told: resampling so few
 * users gives intervals that are too narrow, and one user more or less turns the verdict.
 */
export const FEWEST_RATINGS = 100;
export const FEWEST_USERS = 30;

/** True where a part is too small to tell two predictors apart. */
export function isTooFew(ratings: number, users: number): boolean {
  return ratings < FEWEST_RATINGS || users < FEWEST_USERS;
}
