import type { RunSettings } from "../../../domain/settings";
import { isUnreadBySplit, type SplitSettings } from "../../../domain/split";
import type { RunOrigin } from "../../../engine/workspace/types";

/** True where the seed decides which ratings are held out. */
export function isDrawn(split: SplitSettings["split"]): boolean {
  return split === "random" || split === "auto";
}

type Measured = SplitSettings & Pick<RunSettings, "only">;

/** True where both divide the ratings in one way, but for what the seed draws. */
export function isSameCut(a: SplitSettings, b: SplitSettings): boolean {
  const differs = (key: "testShare" | "cutDate") => a[key] !== b[key] && !isUnreadBySplit(key, a);
  return a.split === b.split && !differs("cutDate") && !differs("testShare");
}

/** True where both Runs are measured on the same ratings: errors, and predictions row by row, can be compared. */
export function onSameRatings(a: Measured, b: Measured): boolean {
  return isSameCut(a, b) && a.only === b.only && (!isDrawn(a.split) || a.seed === b.seed);
}

type Ranked = Measured & Pick<RunSettings, "relevantFrom">;

/**
 * True where both Runs' lists are measured on the same users and products. Whatever the split, the seed draws the users
 * and `relevantFrom` says who has anything to find.
 */
export function onSameUsers(a: Ranked, b: Ranked): boolean {
  return isSameCut(a, b) && a.only === b.only && a.seed === b.seed && a.relevantFrom === b.relevantFrom;
}

/**
 * True where the models that two Runs began with left them the same ratings to be tested on: ratings that one has seen are
 * no test of it.
 */
export function onSameGround(a: RunOrigin | null, b: RunOrigin | null): boolean {
  const [ofA, ofB] = [a, b].map((origin) => (origin && origin.moved > 0 ? origin : null));
  if (!ofA || !ofB) return ofA === ofB;
  return ofA.name === ofB.name && ofA.run === ofB.run && ofA.moved === ofB.moved;
}
