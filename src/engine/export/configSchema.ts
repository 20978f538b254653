import * as v from "valibot";
import { SIDE_ROLES } from "../../domain/roles";
import { MODEL as AVERAGES } from "../../models/averages/definition";
import { MODEL_NAMES } from "../../models/registry";
import { liked } from "../workspace/check/lists";
import { MOST_MEMBERS } from "../workspace/check/members";
import { number, text } from "../workspace/check/parts";
import { settings } from "../workspace/check/run";

const small = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e5));
const row = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const member = {
  factors: small,
  hidden: v.optional(v.pipe(v.array(small), v.maxLength(20)), []),
  range: v.pipe(
    v.tuple([number, number]),
    v.check(([low, high]) => low < high, "its range of predictions ends before it begins"),
  ),
  link: v.optional(v.picklist(["sigmoid", "identity"]), "sigmoid"),
  offset: v.optional(number),
  userPull: v.optional(v.array(v.pipe(number, v.gtValue(0)))),
  stranger: v.optional(row),
  features: v.optional(
    v.pipe(
      v.array(
        v.object({
          role: v.picklist([...SIDE_ROLES, "stranger"]),
          of: v.picklist(["user", "product"]),
          row: v.nullable(row),
          values: v.optional(v.record(text, row), {}),
        }),
      ),
      v.maxLength(SIDE_ROLES.length + 1),
    ),
  ),
  history: v.optional(v.object({ least: number, countBias: v.pipe(v.array(number), v.minLength(1)) })),
  years: v.optional(v.object({ first: number, rows: v.array(row) })),
  unknownUser: v.optional(number),
  unknownProduct: v.optional(number),
};

/** What predicts by itself, alone or within a blend. */
const memberConfig = v.object({ model: v.picklist([...MODEL_NAMES, AVERAGES]), ...member });
export type CheckedMember = v.InferOutput<typeof memberConfig>;

/** `config.json` as it has to be; what it says beyond that is not looked at. */
export const modelConfig = v.object({
  model: v.picklist(MODEL_NAMES),
  trainedOn: v.optional(text, ""),
  ...member,
  members: v.optional(
    v.pipe(
      v.array(v.object({ ...memberConfig.entries, weight: v.pipe(number, v.minValue(0)) })),
      v.minLength(1),
      v.maxLength(MOST_MEMBERS),
    ),
  ),
  softness: v.optional(v.pipe(number, v.gtValue(0))),
  lists: v.optional(
    v.object({
      form: v.picklist(["primal", "dual"]),
      lambda: v.pipe(number, v.gtValue(0)),
      popularity: v.pipe(number, v.minValue(0)),
      liked,
    }),
  ),
  longest: v.optional(small),
  settings: v.optional(v.nullable(settings), null),
});

export type CheckedConfig = v.InferOutput<typeof modelConfig>;
