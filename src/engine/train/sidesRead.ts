import { nounOf } from "../../domain/feedback";
import { type Feedback, isOfProduct, ownerOf, roleNoun } from "../../domain/roles";
import type { RunSettings } from "../../domain/settings";
import { modelOf } from "../../models/registry";
import type { TrainingColumns } from "../read/copies";
import { singleValues } from "../read/severalValues";
import { size } from "../read/vocabulary";
import type { RunResult } from "./types";

type SidesRead = RunResult["run"]["sides"];

/** The side features that the model of these settings reads, of those that the file has, with their single values. */
export function sidesRead({ sides }: TrainingColumns, { model, sides: wanted }: RunSettings): SidesRead {
  const { reads } = modelOf(model);
  const readable = reads === "all" ? wanted : reads === "of products" ? wanted.filter(isOfProduct) : [];
  return sides
    .filter(({ role }) => readable.includes(role))
    .map(({ role, vocabulary, conflicts }) => {
      const values = (singleValues(vocabulary)?.labels.length ?? size(vocabulary)) - 1;
      return { role, values, conflicts };
    });
}

/** For each feature on which the rows of an id disagree, what was made of it: sentences. */
export function conflictNotes(sides: SidesRead, feedback: Feedback): string[] {
  return sides
    .filter(({ conflicts }) => conflicts > 0)
    .map(({ role, conflicts }) => {
      const owner = ownerOf(role);
      const who = `${conflicts.toLocaleString("en")} ${conflicts === 1 ? `${owner} has` : `${owner}s have`}`;
      return `${who} more than one ${roleNoun(role)} in the file: the one of most of the ${nounOf(feedback).many} counts.`;
    });
}
