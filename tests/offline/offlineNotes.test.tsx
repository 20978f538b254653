import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { useStore } from "../../src/features/studio/store";
import { newRun } from "../../src/features/train/store/runState";
import { DEFAULT_SETTINGS } from "../../src/models/registry";
import { OfflineNotes } from "../../src/offline/OfflineNotes";
import { useOffline } from "../../src/offline/registration";
import { accessibilityFaults, renderUi } from "../setup/render";

beforeEach(() => {
  localStorage.clear();
  useOffline.setState({ isReady: false, update: null });
  useStore.setState({ runs: [], selectedRun: null });
});

const announced = (container: Element) => container.querySelector("[aria-live=polite]")?.textContent;
const note = (name: string) => screen.queryByRole("region", { name });

test("where nothing is kept, as without service workers, nothing is said", () => {
  const { container } = renderUi(<OfflineNotes />);
  expect(announced(container)).toBe("");
  expect(screen.queryByRole("region")).toBeNull();
});

test("once the page works offline it says so, to the eye and to the ear, until it has been read", async () => {
  const { container, unmount } = renderUi(<OfflineNotes />);
  act(() => useOffline.setState({ isReady: true }));
  expect(announced(container)).toBe("Ready offline");
  expect(note("Ready offline")).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(note("Ready offline")).toBeNull();
  unmount();
  renderUi(<OfflineNotes />);
  expect(note("Ready offline")).toBeNull();
});

test("a new version is offered, and can be declined", async () => {
  const { container } = renderUi(<OfflineNotes />);
  act(() => useOffline.setState({ isReady: true, update: "waiting" }));
  expect(announced(container)).toBe("New version ready");
  expect(note("New version ready")?.textContent).toContain("Updating reloads this page.");
  expect(screen.getByRole("button", { name: "Update now" }).hasAttribute("disabled")).toBe(false);
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(note("New version ready")).toBeNull();
});

test("while a run trains or is paused, the offer waits and says why", () => {
  const run = newRun(1, DEFAULT_SETTINGS, "person");
  useStore.setState({ runs: [run] });
  useOffline.setState({ update: "waiting" });
  const { container } = renderUi(<OfflineNotes />);
  const button = screen.getByRole("button", { name: "Update now" });
  for (const status of ["running", "paused", "stopping"] as const) {
    act(() => useStore.setState({ runs: [{ ...run, status }] }));
    expect(button.hasAttribute("disabled")).toBe(true);
    expect(note("New version ready")?.textContent).toContain("The update waits until it has ended.");
  }
  act(() => useStore.setState({ runs: [{ ...run, status: "failed" }] }));
  expect(button.hasAttribute("disabled")).toBe(false);
  // The ear has heard it once: a run that ends is announced elsewhere.
  expect(announced(container)).toBe("New version ready");
});

test("a tab whose site was updated from another one stays as it is, and says so", () => {
  useOffline.setState({ update: "elsewhere" });
  renderUi(<OfflineNotes />);
  expect(note("New version ready")?.textContent).toContain("Another tab shows it already.");
});
