import { PRODUCT_SEGMENTS, type SegmentRole } from "../../../domain/roles";
import type { CodedSegment, RecommendColumns } from "../../read/copies";
import { codesWith, singleValues, valuesOfCode } from "../../read/severalValues";
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
    const singles = singleValues(column.vocabulary);
    const counts = new Int32Array(singles?.labels.length ?? size(column.vocabulary));
    for (const code of column.codes) for (const value of valuesOfCode(singles, code)) counts[value]++;
    const known = Array.from(counts.keys()).filter((code) => code > 0 && counts[code] > 0);
    known.sort((a, b) => counts[b] - counts[a] || a - b);
    choices[role] = known
      .slice(0, MOST_CHOICES)
      .map((code) => singles?.labels[code] ?? textOf(column.vocabulary, code));
  }
  return choices;
}

/** A product with this value, with it alone where there is one; −1 without any. */
function productLike({ codes, vocabulary }: CodedSegment, value: string): number {
  const alone = codes.indexOf(codeOf(vocabulary, value));
  const holds = alone < 0 ? codesWith(vocabulary, [value]) : null;
  return holds ? codes.findIndex((code) => holds[code] === 1) : alone;
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
    const product = productLike(column, wanted);
    if (product >= 0) like[role] = product;
  }
  return model.newProduct(like);
}
