import type { RunSettings } from "../../../src/domain/settings";
import { selectRun } from "../../../src/features/studio/selectors";
import { settle, studio } from "./fakeWorkers";

/** A visit on whose data a Run has just begun; `done` resolves when it has ended. */
export async function training(settings: Partial<RunSettings> = {}) {
  const all = studio();
  await all.open("shop.csv");
  all.store.getState().setSettings(settings);
  const done = all.store.getState().train();
  await settle();
  return { ...all, done, run: () => selectRun(all.store.getState()) };
}
