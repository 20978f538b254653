import type { Selection, Survey } from "../../../src/engine/explore/types";

/** What passes of a file of one rating, 5, without any other column; with these figures instead. */
export function selection(figures: Partial<Selection> = {}): Selection {
  return {
    ratings: 1,
    users: 1,
    products: 1,
    segments: {},
    distribution: Uint32Array.of(1),
    periods: null,
    years: null,
    boxes: null,
    userActivity: Uint32Array.of(1),
    productActivity: Uint32Array.of(1),
    bias: null,
    errors: null,
    balance: {},
    ...figures,
  };
}

/** The same file as a whole. */
export function survey(figures: Partial<Survey> = {}): Survey {
  return {
    feedback: "explicit",
    labels: {},
    bins: [{ low: 5, high: 5 }],
    periods: null,
    untimed: 0,
    activityBins: [{ low: 1, high: 1 }],
    errorBins: [],
    boxes: null,
    bias: null,
    all: selection(),
    findings: [],
    ...figures,
  };
}
