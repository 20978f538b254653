import { afterAll, vi } from "vitest";
import { useStore } from "../../src/features/studio/store";

// Files of tests that share their modules: each leaves the page's one store, the clock and the document as it found
// them; recharts, for one, measures in an element of its own that stays.
const first = useStore.getState();
afterAll(() => {
  useStore.setState(first, true);
  vi.useRealTimers();
  document.body.replaceChildren();
});
