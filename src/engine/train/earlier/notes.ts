import { counted } from "../../read/refusal";
import type { EarlierKind, EarlierStart } from "./types";

/** Where a Run that was not trained from the beginning comes from, and what its figures leave out: sentences. */
export function earlierNotes({ name, run, seen, overlap }: EarlierStart, moved: number, what: EarlierKind) {
  const whose = run === null ? `a model from ${name}` : `run ${run} on ${name}`;
  const { users, knownUsers, products, knownProducts } = overlap;
  const knows =
    `It knew ${counted(knownUsers, "user")} of ${users.toLocaleString("en")} and ` +
    `${counted(knownProducts, "product")} of ${products.toLocaleString("en")}.`;
  const first = what === "scored" ? `This is ${whose}, scored as it is.` : `This run continues ${whose}.`;
  if (seen === null) {
    return [`${first} ${knows} Whether its training has seen ratings of the test part cannot be told.`];
  }
  const left =
    moved === 0
      ? "Its training had seen no rating of the validation and test parts."
      : `${counted(moved, "rating")} that its training had seen went from the validation and test parts to the training part.`;
  return [`${first} ${knows} ${left}`];
}
