import { formatHash, parseHash } from "./hash";
import type { AppStore } from "./store";

/**
 * Keep the address and the store in step. Going to another screen is a step of the browser's history; changing a
 * setting replaces the current one. Returns a function that ends it.
 */
export function connectHash(store: AppStore, page: Window = window): () => void {
  const follow = () => {
    const { screen, settings } = parseHash(page.location.hash);
    store.setState({ screen, settings });
  };
  follow();
  // Back and forward are told by both events, an address edited by hand by the second alone in some browsers.
  page.addEventListener("popstate", follow);
  page.addEventListener("hashchange", follow);
  const unsubscribe = store.subscribe((state, before) => {
    if (state.screen === before.screen && state.settings === before.settings) return;
    const hash = formatHash(state);
    if (hash === formatHash(parseHash(page.location.hash))) return;
    if (state.screen === before.screen) page.history.replaceState(null, "", hash);
    else page.history.pushState(null, "", hash);
  });
  return () => {
    unsubscribe();
    page.removeEventListener("popstate", follow);
    page.removeEventListener("hashchange", follow);
  };
}
