import { lastOpen } from "../keep/autosave/remembered";
import { connectHash } from "./connectHash";
import { namesSettings } from "./hash";
import type { AppStore } from "./store";

/**
 * Begin a visit: the view that the address names, and what was open last in this browser; else the built-in sample and
 * one Run on it, so that no screen is empty. Opening a file meanwhile abandons both.
 */
export async function startVisit(store: AppStore): Promise<void> {
  // Looked at before the address is written anew.
  const settings = namesSettings(window.location.hash) ? "current" : "stored";
  connectHash(store);
  store.getState().startAutosave();
  const last = await lastKept(store);
  if (isOpening(store)) return;
  if (last !== null && (await store.getState().openAutosaved(last, settings))) return;
  if (isOpening(store)) return;
  await store.getState().openSample("demo");
  if (store.getState().data?.isSample) await store.getState().train("first visit");
}

/** What was open last; where the browser has forgotten that, what changed last. */
async function lastKept(store: AppStore): Promise<string | null> {
  const last = lastOpen();
  return last === undefined
    ? store
        .getState()
        .newestAutosaved()
        .catch(() => null)
    : last;
}

/** True once somebody has opened a file. */
function isOpening(store: AppStore): boolean {
  const { data, reading } = store.getState();
  return data !== null || reading !== null;
}
