import * as v from "valibot";
import { BACKEND_NAMES } from "../../../domain/names";
import { count, figure, list, number, optionalNumber, share, text } from "./parts";

/** What a Run came to, piece by piece, as JSON has to have it. */

/** More than anybody trains. */
const MOST_EPOCHS = 10_000;

/** A whole number from 1 on, of what there are never very many. */
export const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e6));
export const backend = v.picklist(BACKEND_NAMES);
export const interval = v.tuple([figure, figure]);

const errors = {
  n: count,
  rmse: optionalNumber,
  mae: optionalNumber,
  interval: v.nullable(interval),
  maeInterval: v.nullable(interval),
};
export const errorFigures = v.object(errors);
export const errorReport = {
  ...errors,
  known: errorFigures,
  new: errorFigures,
  knownProducts: errorFigures,
  newProducts: errorFigures,
};
/** More lengths of lists than anybody measures. */
const MOST_CUTS = 100;
const detail = v.object({
  at: list(
    v.object({
      k: size,
      ndcg: figure,
      recall: figure,
      precision: figure,
      map: figure,
      mrr: figure,
      hitRate: figure,
    }),
    MOST_CUTS,
  ),
  gini: figure,
  overlap: figure,
  commonest: figure,
});
export const ranking = v.nullable(
  v.object({
    n: count,
    eligible: count,
    relevantFrom: number,
    ndcg10: figure,
    ndcgInterval: interval,
    recall10: figure,
    hitRate10: figure,
    coverage: figure,
    novelty: figure,
    detail: v.optional(detail),
  }),
);
export const comparison = {
  metric: v.picklist(["rmse", "ndcg10"]),
  difference: figure,
  interval,
  outcome: v.picklist(["better", "no different", "worse"]),
};
export const conformal = v.object({
  level: share,
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
  epoch: size,
  trainLoss: figure,
  validationLoss: optionalNumber,
  validationRmse: optionalNumber,
  validationKnown: optionalNumber,
  validationNew: optionalNumber,
  validationNdcg10: optionalNumber,
  ms: figure,
});
export const epochs = v.pipe(
  list(epoch, MOST_EPOCHS),
  v.check((records) => records.every((record, i) => record.epoch === i + 1), "its epochs do not follow one another"),
);

export const device = v.object({ name: backend, renderer: v.nullable(text), reason: text });
