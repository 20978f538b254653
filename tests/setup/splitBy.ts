import { type SplitSettings, TEST_SHARE } from "../../src/domain/split";
import type { Split } from "../../src/engine/evaluate/part";
import type { TrainingColumns } from "../../src/engine/read/copies";
import { splitRatings } from "../../src/engine/train/split";

/** The ratings divided as a Run does by default that splits in this way. */
export function splitBy(columns: TrainingColumns, split: SplitSettings["split"], seed: number): Split {
  return splitRatings(columns, { split, seed, testShare: TEST_SHARE, cutDate: "" });
}
