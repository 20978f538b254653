import { formulaOf } from "./formula";
import type { OpenedRun } from "./source";
import { type Measured, MODEL_FORMAT, MODEL_VERSION, type ModelConfig } from "./types";

/** What an exported model is, how it predicts, and what it is to come to: `config.json`. */
export function configOf({ snapshot, result, values }: OpenedRun, trainedOn: string): ModelConfig {
  const { model, factors, hidden, range, linear, hybrid, pooled } = snapshot;
  return {
    format: MODEL_FORMAT,
    version: MODEL_VERSION,
    model,
    trainedOn,
    factors,
    hidden: snapshot.dense.length > 0 ? hidden : [],
    range,
    link: linear ? "identity" : "sigmoid",
    formula: formulaOf(snapshot),
    ...(linear && { offset: linear.offset, userPull: [...linear.userPull] }),
    ...(hybrid && {
      offset: hybrid.offset,
      userPull: [...hybrid.userPull],
      stranger: hybrid.stranger,
      features: hybrid.features.map(({ role, of, rows }) => ({
        role,
        of,
        row: typeof rows === "number" ? rows : null,
        values: values.get(role) ?? {},
      })),
    }),
    ...(pooled && { longest: pooled.longest }),
    settings: result.run.settings,
    measured: measuredBy(result),
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
