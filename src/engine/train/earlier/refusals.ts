import type { ModelName, RunSettings } from "../../../domain/settings";
import type { ModelShape } from "../../../models/definition";
import { isRanking, steppedModelOf } from "../../../models/registry";
import type { MemberSnapshot, ModelSnapshot } from "../../../models/snapshot";
import type { TrainingColumns } from "../../read/copies";
import { TrainingError } from "../types";
import type { EarlierRefusals } from "./types";

/** Why an earlier model cannot be measured on these ratings, or trained on them: sentences for the page. */
export function refusalsOf(columns: TrainingColumns, model: ModelSnapshot, settings: RunSettings): EarlierRefusals {
  if (!isRanking(model.model) && columns.feedback === "implicit") {
    const none = "It predicts ratings, and these data have none.";
    return { scored: none, continued: none };
  }
  return { scored: null, continued: continuedRefusal(columns, model, settings) };
}

export const NO_NEURAL_MEMBER =
  "Its neural member has no weight in it, and is not kept. Score it as it is, or train a new one.";

/** What of a model is trained by steps: the model itself, or the member of a blend of this name; null without. */
export function neuralOf(model: ModelSnapshot, name: ModelName): MemberSnapshot | null {
  return model.members ? (model.members.find((member) => member.model.model === name)?.model ?? null) : model;
}

function continuedRefusal(columns: TrainingColumns, whole: ModelSnapshot, settings: RunSettings): string | null {
  // It is fitted anew.
  if (whole.bayesian) return null;
  const model = neuralOf(whole, steppedModelOf(whole.model));
  if (!model) return NO_NEURAL_MEMBER;
  if (model.linear) return "Its factors were trained in another way: they can be scored, not trained further.";
  if (isRanking(model.model)) return null;
  const { rating } = columns;
  const [low, high] = model.range;
  const [least, most] = [rating.reduce((a, b) => Math.min(a, b)), rating.reduce((a, b) => Math.max(a, b))];
  if (least < low || most > high) {
    return `It predicts between ${low} and ${high}, and the ratings here go from ${least} to ${most}: it cannot be trained further on them.`;
  }
  if (!model.hybrid) return null;
  const now = columns.sides.map(({ role }) => role).filter((role) => settings.sides.includes(role));
  const then = model.hybrid.features.map(({ role }) => role).filter((role) => role !== "stranger");
  if (now.length === then.length && now.every((role) => then.includes(role))) return null;
  return `It reads ${listed(then)}, and of these settings' features this file has ${listed(now)}: it cannot be trained further here.`;
}

function listed(names: readonly unknown[]): string {
  return names.join(", ") || "none";
}

/** @throws TrainingError when a model of this shape cannot go on from the earlier one's weights, saying what differs. */
export function requireShape(
  name: string,
  model: MemberSnapshot,
  shape: ModelShape,
  range: readonly [number, number],
  features: readonly { role: string }[],
): void {
  const same = (what: string, now: unknown, then: unknown) => {
    if (now === then) return;
    throw new TrainingError(
      `The model of ${name} cannot go on with these settings: ${what} would be ${now}, and was ${then} there. ` +
        "Set it as it was, score the model as it is, or train a new one.",
    );
  };
  same("the model", shape.model, model.model);
  same("the number of factors", shape.factors, model.factors);
  if (isRanking(model.model)) return;
  same("the score’s way to a rating", "a sigmoid", model.linear ? "the score itself" : "a sigmoid");
  same("the hidden layers", listed(shape.hidden), listed(model.hidden));
  same("the rating range", range.join(" to "), model.range.join(" to "));
  const roles = (list: readonly { role: string }[]) => listed(list.map(({ role }) => role));
  same("the features", roles(features), roles(model.hybrid?.features ?? []));
}
