import { connectHash } from "./connectHash";
import type { AppStore } from "./store";

/**
 * Begin a visit: the view that the address names, the built-in sample, and one Run on it, so that no screen is
 * empty. Opening a file meanwhile abandons both.
 */
export async function startVisit(store: AppStore): Promise<void> {
  connectHash(store);
  await store.getState().openSample("demo");
  if (store.getState().data?.isSample) await store.getState().train("first visit");
}
