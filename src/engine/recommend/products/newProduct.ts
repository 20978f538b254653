import { PRODUCT_SEGMENTS, type SegmentRole } from "../../../domain/roles";
import type { RecommendColumns } from "../../read/copies";
import { codeOf, size, textOf } from "../../read/vocabulary";
import type { ProductState, RecommendModel } from "../models/types";
import type { SegmentChoices } from "./types";

/** More values than this are no list to choose from. */
const MOST_CHOICES = 500;

/** Values that the products of the file have, those of most products first. */
export function segmentChoices({ productSegments }: RecommendColumns): SegmentChoices {
  const choices: SegmentChoices = {};
  for (const role of PRODUCT_SEGMENTS) {
    const column = productSegments[role];
    if (!column) continue;
    const counts = new Int32Array(size(column.vocabulary));
    for (const code of column.codes) counts[code]++;
    const known = Array.from(counts.keys()).filter((code) => code > 0 && counts[code] > 0);
    known.sort((a, b) => counts[b] - counts[a] || a - b);
    choices[role] = known.slice(0, MOST_CHOICES).map((code) => textOf(column.vocabulary, code));
  }
  return choices;
}

/** A product with these values and no ratings, as the model sees it; null where it reads no segments. */
export function productWith(
  { productSegments }: RecommendColumns,
  model: RecommendModel,
  values: Partial<Record<SegmentRole, string>>,
): ProductState | null {
  const like: Partial<Record<SegmentRole, number>> = {};
  for (const role of PRODUCT_SEGMENTS) {
    const column = productSegments[role];
    const wanted = values[role];
    if (!column || !wanted) continue;
    const product = column.codes.indexOf(codeOf(column.vocabulary, wanted));
    if (product >= 0) like[role] = product;
  }
  return model.newProduct(like);
}
