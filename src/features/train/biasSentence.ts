import { isGender, type SideRole } from "../../domain/roles";
import type { BiasTest } from "../../engine/evaluate/types";
import { formatAmount, formatCount, formatNumber, formatShare } from "../../ui/format";
import { ownedSegment, type SegmentNames } from "../../ui/segmentName";

/** Below this probability chance alone is no good explanation. */
const LEVEL = 0.05;

/** Cohen, "Statistical Power Analysis" (1988): η² of 0.01 is a small effect, 0.06 a medium one, 0.14 a large one. */
function sizeOf(etaSquared: number): string {
  if (etaSquared < 0.01) return "a very small effect";
  if (etaSquared < 0.06) return "a small effect";
  return etaSquared < 0.14 ? "a medium effect" : "a large effect";
}

/** A probability to two significant figures; tiny ones are said to be so. */
function probability(p: number): string {
  if (p < 0.001) return "p < 0.001";
  return `p = ${p >= 0.1 ? p.toFixed(2) : formatNumber(p, 2)}`;
}

function pair(product: SideRole, user: SideRole, summary: SegmentNames): string {
  if (isGender(product) && isGender(user)) return "the user’s and the product’s gender";
  return `${ownedSegment(product, summary)} and ${ownedSegment(user, summary)}`;
}

/** What the marketing-bias test says, in plain words: the size of an effect before its probability. */
export function biasTestSentence(
  { product, user, n, f, degrees, p, partialEtaSquared }: BiasTest,
  summary: SegmentNames = null,
): string {
  const how = `how ${pair(product, user, summary)} go together`;
  const test = `F(${formatCount(degrees[0])}, ${formatCount(degrees[1])}) = ${formatNumber(f)}`;
  const count = `n = ${formatAmount(n, "test rating")}`;
  if (!(p < LEVEL)) return `No sign that errors depend on ${how}: ${test}, ${probability(p)}, ${count}.`;
  const effect = `it explains ${formatShare(partialEtaSquared)} of their variance (partial η²), ${sizeOf(partialEtaSquared)}`;
  return `Errors depend on ${how}: ${effect}; ${test}, ${probability(p)}, ${count}.`;
}
