import type { ModelName, RunSettings } from "../../../domain/settings";
import type { EarlierModel, EarlierRefusals, Overlap } from "../../../engine/train/earlier/types";

/** A model of other ratings than those that are open: of a file that was open before, or from elsewhere. */
export interface OfferedModel {
  /** Of the ratings that it was trained on, and of its Run there (null for a model from elsewhere). */
  name: string;
  run: number | null;
  model: ModelName;
  /** How many of the open ids it knows. */
  overlap: Overlap;
  /** What it cannot be used for with the open ratings. */
  refusals: EarlierRefusals;
  /** What continuing begins with unless a person says otherwise: what it was trained with. */
  suggested: LengthAndRate;
}

/** What a person may change of a training that is continued. */
export type LengthAndRate = Pick<RunSettings, "epochs" | "learningRate">;

export interface EarlierSlice {
  /** Null where there is none, or a person does not want it. One that knows nothing of the open ids is shown as such. */
  earlierOffer: OfferedModel | null;
  /** True while a model's ids are matched with the open ones. */
  matchingEarlier: boolean;
  /** Why it could not be matched: a sentence. */
  earlierError: string | null;
  /** Train on from it: known ids keep their rows, new ids get new ones. Resolves when the Run has ended. */
  continueEarlier(change?: LengthAndRate): Promise<void>;
  /** Measure it on the open ratings as it is. Resolves when it has been measured. */
  scoreEarlier(): Promise<void>;
  dismissEarlier(): void;
  /**
   * Open a model from elsewhere for the open ratings: it is measured as it is, as a Run, and may be continued from then on.
   * Resolves when it has been measured; rejects with a sentence when it cannot be.
   */
  openEarlier(earlier: EarlierModel): Promise<void>;
}

export const noEarlier = {
  earlierOffer: null,
  matchingEarlier: false,
  earlierError: null,
} satisfies Partial<EarlierSlice>;
