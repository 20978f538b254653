import type { RunSettings } from "../../../../src/domain/settings";
import { bytesOfText } from "../../../../src/engine/read/bytes/source";
import { forTraining } from "../../../../src/engine/read/copies";
import { type Reading, readRatings } from "../../../../src/engine/read/reading/read";
import { codeOf, textOf } from "../../../../src/engine/read/vocabulary";
import type { EarlierModel } from "../../../../src/engine/train/earlier/types";
import { type RunOutcome, trainRun } from "../../../../src/engine/train/run";
import { RunControl } from "../../../../src/engine/train/runControl";
import { packDataset } from "../../../../src/engine/workspace/datasetFile";
import { pack } from "../../../../src/engine/workspace/pack";
import { startFrom } from "../../../../src/engine/workspace/startFrom";
import { defaultsOf } from "../../../../src/models/registry";
import { plantedRatings } from "../plantedRatings";

export const breathe = async () => {};
export const control = () => new RunControl(new AbortController().signal);

/** One shop: its first ratings by its first users, then a newer export with those and more of both. */
const PLANTED = plantedRatings(9000, 150, 60, 21);
export const FIRST_USERS = 110;
export const FIRST_PRODUCTS = 50;

function table(rows: readonly number[]): Promise<Reading> {
  const lines = rows.map((i) => {
    const day = new Date(Date.UTC(2012, 0, 1) + i * 6 * 3_600_000).toISOString().slice(0, 10);
    const [user, product] = [PLANTED.user[i], PLANTED.product[i]];
    return `u${user},p${product},${PLANTED.rating[i]},${day},brand ${product! % 5}`;
  });
  const text = ["user_id,item_id,rating,timestamp,brand", ...lines].join("\n");
  return readRatings(bytesOfText("shop.csv", `${text}\n`), { duplicates: "all" });
}

export const ALL = Array.from({ length: PLANTED.size }, (_, i) => i);
const isEarly = (i: number) => i < 5000 && PLANTED.user[i] < FIRST_USERS && PLANTED.product[i] < FIRST_PRODUCTS;

/** The first export; the newer one is newest first: the codes of the two have nothing to do with each other. */
export const firstExport = () => table(ALL.filter(isEarly));
export const newerExport = () => table([...ALL].reverse());

export function settingsOf(change: Partial<RunSettings>): RunSettings {
  const model = change.model ?? "hybrid";
  return { ...defaultsOf(model), epochs: 8, factors: 4, backend: "wasm", seed: 3, ...change };
}

/** What the page remembers of a Run when another file is opened. */
export function remembered(reading: Reading, { result, best }: RunOutcome, run = 1): EarlierModel {
  const { settings } = result.run;
  const about = { name: "shop.csv", run, settings, only: {}, vocabularies: null, began: null };
  return { ...about, model: pack(best), dataset: packDataset(reading) };
}

/** A Run on the first export, and its model as it stands to the newer one. */
export async function shop(change: Partial<RunSettings>) {
  const [before, now] = [await firstExport(), await newerExport()];
  const run = await trainRun(forTraining(before.dataset), settingsOf(change), control(), () => {});
  const earlier = remembered(before, run);
  const { settings } = earlier;
  const matched = await startFrom(now.dataset, null, earlier, settings);
  return { before, now, columns: forTraining(now.dataset), settings, run, earlier, ...matched };
}

/** The ids of a rating, as texts. */
export function idsOf({ dataset }: Reading, i: number): [user: string, product: string] {
  return [textOf(dataset.users, dataset.user[i]), textOf(dataset.products, dataset.product[i])];
}

/** For ratings of the newer export: a rating of the same user and product in the first; -1 for none. */
export function sameIn(before: Reading, now: Reading, part: ArrayLike<number>): number[] {
  const { dataset } = before;
  const places = new Map<string, number>();
  for (let i = 0; i < dataset.size; i++) places.set(`${dataset.user[i]} ${dataset.product[i]}`, i);
  return Array.from(part, (i) => {
    const [user, product] = idsOf(now, i);
    return places.get(`${codeOf(dataset.users, user)} ${codeOf(dataset.products, product)}`) ?? -1;
  });
}

/** User, product and time of a rating in one text. */
export function keyOf(reading: Reading, i: number): string {
  return [...idsOf(reading, i), reading.dataset.time![i]].join();
}
