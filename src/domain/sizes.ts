/** fastai's rule for the width of an embedding of n rows, `emb_sz_rule`: min(600, round(1.6 n^0.56)). */
export function ruleFactors(rows: number): number {
  return Math.min(600, Math.round(1.6 * rows ** 0.56));
}

/** The rule for the smaller of the tables of users and products. */
export function automaticWidth(users: number, products: number): number {
  return ruleFactors(Math.max(2, Math.min(users, products)));
}
