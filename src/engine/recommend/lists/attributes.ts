import { USER_SEGMENTS } from "../../../domain/roles";
import type { RecommendColumns } from "../../read/copies";
import { codeOf, size } from "../../read/vocabulary";
import type { FoldInOptions } from "../models/types";
import type { Attributes } from "../types";

/** Ratings of a product that pull what is known of its users' attributes to those of all users. */
const PULL = 10;

/**
 * Share of the ratings of such customers that each product has, by code: by Bayes' rule, each attribute by itself,
 *
 *     P(product | attributes) ∝ P(product) · Π P(attribute | product) / P(attribute)
 *
 * with P(attribute | product) = (n with it + 10 · P(attribute)) / (n + 10) over the n ratings of the product. Null where
 * nobody in the file has any of the attributes.
 * @param shares share of all ratings, by product code
 */
export function sharesGiven(
  columns: RecommendColumns,
  attributes: Attributes,
  shares: ArrayLike<number>,
): Float32Array | null {
  const { user, product } = columns;
  const counts = new Int32Array(size(columns.products));
  for (const code of product) counts[code]++;
  const given = Float64Array.from(shares);
  let isKnown = false;
  for (const { codes, wanted } of chosen(columns, attributes)) {
    const withIt = new Int32Array(counts.length);
    let all = 0;
    for (let i = 0; i < user.length; i++) {
      if (codes[user[i]] !== wanted) continue;
      withIt[product[i]]++;
      all++;
    }
    if (all === 0) continue;
    isKnown = true;
    const share = all / user.length;
    for (let p = 0; p < given.length; p++) given[p] *= (withIt[p] + PULL * share) / ((counts[p] + PULL) * share);
  }
  if (!isKnown) return null;
  const sum = given.reduce((total, value) => total + value, 0);
  return Float32Array.from(given, (value) => (sum > 0 ? value / sum : 0));
}

/** By role, the code of a user who has the same value: whom a model is to see who has these attributes like. */
export function usersLike(columns: RecommendColumns, attributes: Attributes): FoldInOptions["like"] {
  const like: FoldInOptions["like"] = {};
  for (const { role, codes, wanted } of chosen(columns, attributes)) {
    const user = codes.indexOf(wanted);
    if (user >= 0) like[role] = user;
  }
  return like;
}

/** The attributes that the file knows: the codes of all users, and the one that is asked for. */
function chosen({ userSegments }: RecommendColumns, attributes: Attributes) {
  return USER_SEGMENTS.flatMap((role) => {
    const column = userSegments[role];
    const value = attributes[role];
    const wanted = column && value ? codeOf(column.vocabulary, value) : -1;
    return column && wanted > 0 ? [{ role, codes: column.codes, wanted }] : [];
  });
}
