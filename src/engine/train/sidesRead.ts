import type { Feedback, SideRole } from "../../domain/roles";
import type { RunSettings } from "../../domain/settings";
import { modelOf } from "../../models/registry";
import type { TrainingColumns } from "../read/copies";
import { size } from "../read/vocabulary";
import type { RunResult } from "./types";
import { rowsWord } from "./words";

type SidesRead = RunResult["run"]["sides"];

/** What says what a product is. */
const OF_PRODUCT: readonly SideRole[] = ["category", "brand", "productGender", "productGroup"];

/** The side features that the model of these settings reads, of those that the file has. */
export function sidesRead({ sides }: TrainingColumns, { model, sides: wanted }: RunSettings): SidesRead {
  const { reads } = modelOf(model);
  const readable = reads === "all" ? wanted : reads === "of products" ? wanted.filter(isOfProduct) : [];
  return sides
    .filter(({ role }) => readable.includes(role))
    .map(({ role, vocabulary, conflicts }) => ({ role, values: size(vocabulary) - 1, conflicts }));
}

const WORDS: Record<SideRole, [one: string, many: string, what: string]> = {
  category: ["product has", "products have", "category"],
  brand: ["product has", "products have", "brand"],
  productGender: ["product has", "products have", "target gender"],
  userGender: ["user has", "users have", "gender"],
  productGroup: ["product has", "products have", "product segment"],
  userGroup: ["user has", "users have", "user segment"],
  year: ["rating has", "ratings have", "year"],
};

/** For each feature on which the rows of an id disagree, what was made of it: sentences. */
export function conflictNotes(sides: SidesRead, feedback: Feedback): string[] {
  return sides
    .filter(({ conflicts }) => conflicts > 0)
    .map(({ role, conflicts }) => {
      const [one, many, what] = WORDS[role];
      const who = `${conflicts.toLocaleString("en")} ${conflicts === 1 ? one : many}`;
      return `${who} more than one ${what} in the file: the one of most of the ${rowsWord(feedback)} counts.`;
    });
}

function isOfProduct(role: SideRole): boolean {
  return OF_PRODUCT.includes(role);
}
