import * as v from "valibot";
import { BACKEND_NAMES } from "../../../domain/names";
import { BASELINE_NAMES, OUTCOMES } from "../../evaluate/types";
import { checkedFigure, checkedShare, count, list, number, optionalNumber, text } from "./parts";

/** What a Run came to, piece by piece, as JSON has to have it. */

/** More than anybody trains. */
const MOST_EPOCHS = 10_000;

/** A whole number from 1 on, of what there are never very many. */
export const checkedSize = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e6));
export const backend = v.picklist(BACKEND_NAMES);
export const interval = v.tuple([checkedFigure, checkedFigure]);

const errors = {
  n: count,
  rmse: optionalNumber,
  mae: optionalNumber,
  interval: v.nullable(interval),
  maeInterval: v.nullable(interval),
};
export const checkedErrorFigures = v.object(errors);
export const checkedErrorReport = {
  ...errors,
  known: checkedErrorFigures,
  new: checkedErrorFigures,
  knownProducts: checkedErrorFigures,
  newProducts: checkedErrorFigures,
};
/** More lengths of lists than anybody measures. */
const MOST_CUTS = 100;
const detail = v.object({
  at: list(
    v.object({
      k: checkedSize,
      ndcg: checkedFigure,
      recall: checkedFigure,
      precision: checkedFigure,
      map: checkedFigure,
      mrr: checkedFigure,
      hitRate: checkedFigure,
    }),
    MOST_CUTS,
  ),
  gini: checkedFigure,
  overlap: checkedFigure,
  commonest: checkedFigure,
});
export const ranking = v.nullable(
  v.object({
    n: count,
    eligible: count,
    relevantFrom: number,
    ndcg10: checkedFigure,
    ndcgInterval: interval,
    recall10: checkedFigure,
    hitRate10: checkedFigure,
    coverage: checkedFigure,
    novelty: checkedFigure,
    detail: v.optional(detail),
  }),
);
export const comparison = {
  metric: v.picklist(["rmse", "ndcg10"]),
  difference: checkedFigure,
  interval,
  outcome: v.picklist(OUTCOMES),
};
export const baselineComparison = v.object({
  ...comparison,
  baseline: v.picklist(BASELINE_NAMES),
  among: v.exactOptional(count),
});
const spread = v.nullable(
  v.object({
    mean: checkedFigure,
    deviation: v.nullable(checkedFigure),
    each: list(checkedFigure, MOST_EPOCHS),
  }),
);
const ofFolds = { rmse: spread, ndcg10: spread };
export const folds = v.object({
  count: checkedSize,
  run: v.object(ofFolds),
  baselines: list(v.object({ ...ofFolds, name: v.picklist(BASELINE_NAMES) }), MOST_EPOCHS),
});
export const conformal = v.object({
  level: checkedShare,
  groups: v.pipe(
    list(v.object({ from: count, to: v.nullable(count), n: count, halfWidth: number }), 256),
    v.check((groups) => isEveryCount(groups), "its prediction intervals leave some customers out"),
  ),
});

/** True where the groups follow one another from 0 to any number. */
function isEveryCount(groups: readonly { from: number; to: number | null }[]): boolean {
  return (
    groups.length > 0 &&
    groups.every(({ from, to }, i) => {
      const before = groups[i - 1];
      return (
        from === (before ? before.to! + 1 : 0) && (to === null) === (i === groups.length - 1) && (to ?? from) >= from
      );
    })
  );
}

export const epoch = v.object({
  epoch: checkedSize,
  trainLoss: checkedFigure,
  validationLoss: optionalNumber,
  validationRmse: optionalNumber,
  validationKnown: optionalNumber,
  validationNew: optionalNumber,
  validationNdcg10: optionalNumber,
  ms: checkedFigure,
  counts: v.exactOptional(v.boolean()),
});
export const sweeps = list(
  v.object({ sweep: checkedSize, trainLoss: checkedFigure, validationLoss: optionalNumber, counts: v.boolean() }),
  MOST_EPOCHS,
);
export const epochs = v.pipe(
  list(epoch, MOST_EPOCHS),
  v.check((records) => records.every((record, i) => record.epoch === i + 1), "its epochs do not follow one another"),
);

export const device = v.object({ name: backend, renderer: v.nullable(text), reason: text });
