import { type Feedback, type FilterRole, roleNoun } from "../../../domain/roles";
import type { ListView, Taker } from "../types";
import type { Choice } from "./candidates";

const OTHER_FILTERS: Record<Exclude<Taker, "rated" | "listed" | FilterRole>, string> = {
  minimumRatings: "the least number of ratings",
  among: "what is looked among",
};

function filterText(taker: Exclude<Taker, "rated" | "listed">): string {
  return taker === "minimumRatings" || taker === "among" ? OTHER_FILTERS[taker] : `the ${roleNoun(taker)}`;
}

const count = (products: number, verb: [one: string, many: string]) =>
  `${products.toLocaleString("en")} ${verb[products === 1 ? 0 : 1]}`;

/** Why nobody of the products is left for somebody, and what took most of them. */
export function whyNothingLeft(choice: Choice, who: string, feedback: Feedback): NonNullable<ListView["nothingLeft"]> {
  const { rated, listed, filtered } = choice.excluded();
  const did = feedback === "explicit" ? "rated" : "chosen";
  const mostBy = choice.mostTakenBy();
  if (rated === choice.products) {
    return { mostBy, sentence: `${who} has ${did} every product in this file; there is nothing left to recommend.` };
  }
  const filter = choice.mostTakenBy(["rated", "listed"]);
  const reasons = [
    rated > 0 && count(rated, [`is ${did} already`, `are ${did} already`]),
    listed > 0 && count(listed, ["is on the exclusion list", "are on the exclusion list"]),
    filtered > 0 &&
      `${count(filtered, ["does", "do"])} not pass the filters, most of all ${filterText(filter as Exclude<Taker, "rated" | "listed">)}`,
  ].filter(Boolean);
  const all = `${choice.products.toLocaleString("en")} ${choice.products === 1 ? "product" : "products"}`;
  return { mostBy, sentence: `Nothing is left to recommend to ${who}: of ${all} ${reasons.join(", ")}.` };
}
