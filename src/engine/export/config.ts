import type { MemberSnapshot } from "../../models/snapshot";
import { formulaOf } from "./formula";
import type { OpenedRun } from "./source";
import { type Measured, type MemberConfig, MODEL_FORMAT, MODEL_VERSION, type ModelConfig } from "./types";

/** What an exported model is, how it predicts, and what it is to come to: `config.json`. */
export function configOf({ snapshot, result, valuesOf }: OpenedRun, trainedOn: string): ModelConfig {
  const { members, softness, lists, pooled } = snapshot;
  return {
    format: MODEL_FORMAT,
    version: MODEL_VERSION,
    trainedOn,
    ...memberConfig(snapshot, formulaOf(snapshot), valuesOf),
    ...(members && {
      members: members.map(({ model, weight }, at) => ({
        weight,
        ...memberConfig(model, formulaOf(model, `members.${at}.`), valuesOf),
      })),
    }),
    ...(softness && { softness }),
    ...(pooled && { longest: pooled.longest }),
    ...(lists && {
      lists: {
        form: lists.itemItem.solved.form,
        lambda: lists.itemItem.lambda,
        popularity: lists.popularity,
        liked: lists.liked,
      },
    }),
    settings: result.run.settings,
    measured: measuredBy(result),
  };
}

function memberConfig(snapshot: MemberSnapshot, formula: string, valuesOf: OpenedRun["valuesOf"]): MemberConfig {
  const { model, factors, hidden, dense, range, linear, hybrid, averages, bayesian } = snapshot;
  const values = hybrid ? valuesOf(snapshot) : null;
  return {
    model,
    factors,
    hidden: dense.length > 0 ? hidden : [],
    range,
    link: linear || averages ? "identity" : "sigmoid",
    formula,
    ...(linear && { offset: linear.offset, userPull: [...linear.userPull] }),
    ...(averages && {
      offset: averages.offset,
      unknownUser: averages.unknownUser,
      unknownProduct: averages.unknownProduct,
    }),
    ...(hybrid && {
      offset: hybrid.offset,
      userPull: [...hybrid.userPull],
      stranger: hybrid.stranger,
      features: hybrid.features.map(({ role, of, rows }) => ({
        role,
        of,
        row: typeof rows === "number" ? rows : null,
        values: values?.get(role) ?? {},
      })),
    }),
    ...(bayesian && {
      history: { least: bayesian.leastHistory, countBias: [...bayesian.countBias] },
      years: { first: bayesian.firstYear, rows: [...bayesian.years] },
    }),
  };
}

function measuredBy({ validation, test }: OpenedRun["result"]): Measured {
  return {
    validationRmse: validation.rmse,
    testRmse: test.rmse,
    testMae: test.mae,
    testNdcg10: test.ranking?.ndcg10 ?? null,
    testRatings: test.n,
  };
}
