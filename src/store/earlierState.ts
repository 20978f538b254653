import type { Overlap } from "../engine/training/earlier/types";
import type { ModelName } from "../engine/training/types";

/** A model of ratings that were open before, which can go on with those that are open now. */
export interface EarlierOffer {
  /** Of the ratings that it was trained on, and of its Run there (null for a model from elsewhere). */
  name: string;
  run: number | null;
  model: ModelName;
  /** How many of the open ids it knows; null until that was looked through. */
  overlap: Overlap | null;
  /** True where it can only be scored: its kind cannot be trained further. */
  scoreOnly: boolean;
}

export interface EarlierSlice {
  /** Null where there is none, or a person does not want it. */
  earlierOffer: EarlierOffer | null;
  /** Why it could not be matched: a sentence. */
  earlierError: string | null;
  /** Train on from it: known ids keep their rows, new ids get new ones. Resolves when the Run has ended. */
  continueEarlier(): Promise<void>;
  /** Measure it on the open ratings as it is. Resolves when it has been measured. */
  scoreEarlier(): Promise<void>;
  dismissEarlier(): void;
}

export const noEarlier = { earlierOffer: null, earlierError: null } satisfies Partial<EarlierSlice>;
