import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { rememberComputedStyles } from "./computedStyles";

// What jsdom lacks and Mantine's controls ask for.
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
}));
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollIntoView = () => {};
rememberComputedStyles();

afterEach(cleanup);
