import type { Guess } from "../types";

/** What a person chose in place of a guess. */
export function chosen<Value>(value: Value): Guess<Value> {
  return { value, confidence: "chosen", because: "chosen by you" };
}
