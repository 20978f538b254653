import * as v from "valibot";
import { SIDE_ROLES } from "../../../domain/roles";
import type { PlacedTrace } from "../../evaluate/types";
import type { EarlierStart } from "../../train/earlier/types";
import type { Checkpoint } from "../../train/types";
import { backend, checkedSize, epoch, epochs } from "./figures";
import { allFinite, modelFor, type Sizes } from "./model";
import { bytes, count, doubles, floats, ints, list, number, text } from "./parts";

/** What a Run predicted for its test part, as it has to be for a Dataset of so many ratings. */
export function traceFor(ratings: number) {
  return v.pipe(
    v.object({ part: ints, predicted: v.nullable(floats), ndcg: v.nullable(floats) }),
    v.check(
      ({ part }) => part.length <= ratings && part.every((place) => place >= 0 && place < ratings),
      "it tells of ratings that there are not",
    ),
    v.check(
      ({ part, predicted }) => predicted === null || (predicted.length === part.length && allFinite(predicted)),
      "it does not have one prediction for each rating of the test part",
    ),
    v.check(({ ndcg }) => ndcg === null || allFinite(ndcg), "a figure of its lists is no number"),
  ) satisfies v.GenericSchema<unknown, PlacedTrace>;
}

/** More arrays than the learner of any model has. */
const MOST_ARRAYS = 1000;

/**
 * A Run at the end of an epoch, as it has to be for a Dataset of these sizes. Whether the learner's arrays are those of
 * its settings is seen when it goes on.
 */
export function checkpointFor(sizes: Sizes) {
  return v.pipe(
    v.object({
      backend,
      state: v.pipe(v.array(v.union([floats, doubles])), v.maxLength(MOST_ARRAYS)),
      epochs,
      best: v.object({
        record: epoch,
        model: modelFor(sizes),
        validationPredictions: floats,
        testPredictions: floats,
      }),
      trainingMs: number,
    }),
    v.check(({ epochs, best }) => epochs.length >= best.record.epoch, "its best epoch is not among its epochs"),
  ) satisfies v.GenericSchema<unknown, Checkpoint>;
}

/** More values than any column has. */
const MOST_VALUES = 10_000_000;

/** An earlier model that a Run began with, as it has to be for a Dataset of these sizes. */
export function earlierFor(sizes: Sizes, ratings: number) {
  return v.pipe(
    v.object({
      name: text,
      run: v.nullable(checkedSize),
      model: v.nullable(modelFor({ ...sizes, otherHistories: true })),
      sideRows: list(
        v.object({ role: v.picklist(SIDE_ROLES), values: list(text, MOST_VALUES), rows: ints }),
        SIDE_ROLES.length,
      ),
      seen: v.nullable(bytes),
      overlap: v.object({ users: count, knownUsers: count, products: count, knownProducts: count }),
    }),
    v.check(
      ({ sideRows }) => sideRows.every(({ values, rows }) => values.length === rows.length),
      "its features do not have one row for each value",
    ),
    v.check(({ seen }) => seen === null || seen.length <= ratings, "it has seen ratings that there are not"),
  ) satisfies v.GenericSchema<unknown, EarlierStart>;
}
