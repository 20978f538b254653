import { useState } from "react";
import { EPOCHS, type Knob, LEARNING_RATE } from "../knobs";
import type { LengthAndRate } from "../store/earlierState";

export interface DraftField {
  text: string;
  /** What to mend, in a sentence; null when the text is good. */
  problem: string | null;
  change(text: string): void;
}

/** Epochs and learning rate of a training that would be continued, as typed; `change` is null while one of them is bad. */
export function useLengthAndRate(suggested: LengthAndRate) {
  const [epochs, setEpochs] = useState(String(suggested.epochs));
  const [learningRate, setLearningRate] = useState(String(suggested.learningRate));
  const ofEpochs = parsed(EPOCHS, epochs);
  const ofRate = parsed(LEARNING_RATE, learningRate);
  const change: LengthAndRate | null =
    ofEpochs.problem === null && ofRate.problem === null
      ? { ...suggested, ...ofEpochs.change, ...ofRate.change }
      : null;
  return {
    change,
    epochs: { text: epochs, problem: ofEpochs.problem, change: setEpochs } satisfies DraftField,
    learningRate: { text: learningRate, problem: ofRate.problem, change: setLearningRate } satisfies DraftField,
  };
}

function parsed(knob: Knob, text: string) {
  const outcome = knob.parse(text, null);
  return "problem" in outcome ? { problem: outcome.problem, change: {} } : { problem: null, change: outcome.change };
}
