import { Random } from "../../src/domain/random";
import type { RunSettings } from "../../src/domain/settings";
import { bestBiases, dampedBias } from "../../src/engine/evaluate/baselines/dampedBias";
import type { Split } from "../../src/engine/evaluate/part";
import type { TrainingColumns } from "../../src/engine/read/copies";
import { createModel } from "../../src/engine/recommend/models/createModel";
import type { GivenRating, RecommendModel, UserState } from "../../src/engine/recommend/models/types";
import { trainRun } from "../../src/engine/train/run";
import { RunControl } from "../../src/engine/train/runControl";
import { splitBy } from "../setup/splitBy";

/** Test RMSE over the ratings of the held-out users, as in the newest year, which the explorer asks about. */
export interface FoldInFigures {
  ratings: number;
  damped: number;
  /** By the model that was trained with their training ratings; and so in the year of each rating, as a Run is tested. */
  trained: number;
  inOwnYear: number;
  /** By a model that was trained without them, after folding them in from these: all held out at once, and in parts. */
  atOnce: number;
  inParts: number;
}

/** The users who are held out, and in how many parts, one at a time. */
const HELD_OUT = 0.2;
const PARTS = 4;
/** Of a split by column; what is in none of the three parts is left out. */
const [VALIDATION, TEST, NONE] = [1, 2, 3];

/** How folding in a fifth of the users from their training ratings compares with having trained on these. */
export async function foldInFigures(columns: TrainingColumns, settings: RunSettings, seed: number) {
  const { user, product, rating } = columns;
  const split = splitBy(columns, "random", seed);
  const random = new Random(seed, "held-out users");
  /** Part of each user; PARTS and above for those who are not held out. */
  const partOf = Uint8Array.from({ length: columns.users }, () => Math.floor((random.next() / HELD_OUT) * PARTS));
  const isOut = (i: number) => partOf[user[i]] < PARTS;
  const without = (leftOut: (part: number) => boolean) => {
    const byColumn = columnOf(columns, split);
    return train(
      { ...columns, split: byColumn.map((part, i) => (part !== TEST && leftOut(partOf[user[i]]) ? NONE : part)) },
      { ...settings, seed },
    );
  };
  const whole = await without(() => false);
  const reduced = await without((part) => part < PARTS);
  const test = split.test.filter(isOut);
  const given = new Map<number, GivenRating[]>();
  for (const i of test) given.set(user[i], []);
  for (const i of split.train) given.get(user[i])?.push({ product: product[i], rating: rating[i] });
  const judge = (predicted: ReadonlyMap<number, Float32Array>) =>
    rmse(columns, test, (i) => predicted.get(user[i])![product[i]]);
  const answers = (model: RecommendModel, stateOf: (user: number) => UserState) => (code: number) =>
    [code, model.logits(stateOf(code)).map((logit) => model.ratingOf(logit))] as const;
  const foldIn = (model: RecommendModel) => answers(model, (code) => model.foldIn(given.get(code)!, { user: code }));
  const users = [...given.keys()];
  const inParts = new Map<number, Float32Array>();
  for (let part = 0; part < PARTS; part++) {
    const { model } = await without((other) => other === part);
    for (const code of users) if (partOf[code] === part) inParts.set(...foldIn(model)(code));
  }
  const baseline = dampedBias(await bestBiases(columns, split, async () => {}));
  const predicted = new Map(Array.from(split.test, (i, at) => [i, whole.predicted[at]]));
  return {
    ratings: test.length,
    damped: rmse(columns, test, (i) => baseline.predict!(user[i], product[i])),
    trained: judge(new Map(users.map(answers(whole.model, (code) => whole.model.userOf(code))))),
    inOwnYear: rmse(columns, test, (i) => predicted.get(i)!),
    atOnce: judge(new Map(users.map(foldIn(reduced.model)))),
    inParts: judge(inParts),
  } satisfies FoldInFigures;
}

function columnOf({ size }: TrainingColumns, { validation, test }: Split): Uint8Array {
  const parts = new Uint8Array(size);
  for (const i of validation) parts[i] = VALIDATION;
  for (const i of test) parts[i] = TEST;
  return parts;
}

async function train(columns: TrainingColumns, settings: RunSettings) {
  const control = new RunControl(new AbortController().signal);
  const run: RunSettings = { ...settings, split: "column", backend: "wasm" };
  const { best, trace } = await trainRun(columns, run, control, () => {});
  return { model: createModel(best), predicted: trace.predicted! };
}

function rmse({ rating }: TrainingColumns, part: Int32Array, predict: (index: number) => number): number {
  const squares = part.reduce((sum, i) => sum + (predict(i) - rating[i]) ** 2, 0);
  return Math.sqrt(squares / part.length);
}
