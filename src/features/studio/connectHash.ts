import { settingsOfLink } from "../train/store/settingsSlice";
import { formatHash, parseHash } from "./hash";
import type { AppStore } from "./store";
import { throttle } from "./throttle";

const ADDRESSES_PER_SECOND = 4;

/** Marks the entries of the browser's history that the page wrote itself. */
const OWN_ENTRY = "studio";

/**
 * Keep the address and the store in step. Going to another screen is a step of the browser's history; changing a
 * setting replaces the current one. A link that a person opens or edits says everything; going back says only which
 * screen: settings that were changed since stay. Returns a function that ends it.
 */
export function connectHash(store: AppStore, page: Window = window): () => void {
  let following = false;

  function write(): void {
    page.history.replaceState(OWN_ENTRY, "", formatHash(store.getState()));
  }

  const follow = () => {
    const { screen, tab, settings, filter, views } = parseHash(page.location.hash);
    following = true;
    const isOwn = page.history.state === OWN_ENTRY;
    store.setState(({ data }) => ({ screen, tab, ...(isOwn ? {} : settingsOfLink(settings, data)) }));
    if (!isOwn) {
      store.getState().setViews(views);
      store.getState().setFilter(filter);
    }
    following = false;
    write();
  };

  const { screen, tab, settings, filter, views } = parseHash(page.location.hash);
  store.setState(({ data }) => ({ screen, tab, filter, views, ...settingsOfLink(settings, data) }));
  write();
  // A brush that is moved changes the filter many times a second; browsers refuse that many new addresses.
  const paced = throttle(write, ADDRESSES_PER_SECOND);
  // Back and forward are told by both events, an address edited by hand by the second alone in some browsers.
  page.addEventListener("popstate", follow);
  page.addEventListener("hashchange", follow);
  const unsubscribe = store.subscribe((state, before) => {
    if (following) return;
    if (state.screen !== before.screen || state.tab !== before.tab)
      page.history.pushState(OWN_ENTRY, "", formatHash(state));
    else if (state.settings !== before.settings) write();
    else if (state.filter !== before.filter || state.views !== before.views) paced.request();
  });
  return () => {
    unsubscribe();
    paced.cancel();
    page.removeEventListener("popstate", follow);
    page.removeEventListener("hashchange", follow);
  };
}
