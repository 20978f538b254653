import type { Feedback } from "../../domain/roles";

/** What the rows of a Dataset are called in sentences. */
export function rowsWord(feedback: Feedback): string {
  return feedback === "explicit" ? "ratings" : "interactions";
}
