import { connectHash } from "./connectHash";
import { namesSettings } from "./hash";
import { lastOpen } from "./keep/remembered";
import type { AppStore } from "./store";

/**
 * Begin a visit: the view that the address names, and what was open last in this browser; else the built-in sample and
 * one Run on it, so that no screen is empty. Opening a file meanwhile abandons both.
 */
export async function startVisit(store: AppStore): Promise<void> {
  // Looked at before the address is written anew.
  const settings = namesSettings(window.location.hash) ? "current" : "stored";
  connectHash(store);
  store.getState().startKeeping();
  const last = lastOpen();
  if (last !== null && (await store.getState().openKept(last, settings))) return;
  await store.getState().openSample("demo");
  if (store.getState().data?.isSample) await store.getState().train("first visit");
}
