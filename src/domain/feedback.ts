import type { Feedback } from "./roles";

/** What one accepted record is called: a rating where the file has ratings, else an interaction. */
export function nounOf(feedback: Feedback): { one: string; many: string } {
  return feedback === "explicit" ? { one: "rating", many: "ratings" } : { one: "interaction", many: "interactions" };
}
