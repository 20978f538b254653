import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { AutosaveChip } from "../../../src/features/keep/AutosaveChip";
import { autosaveWord, backSentences } from "../../../src/features/keep/autosaveWords";
import { BackNotes } from "../../../src/features/keep/BackNotes";
import type { AutosaveStatus, BroughtBack } from "../../../src/features/keep/store/autosaveState";
import { useStore } from "../../../src/features/studio/store";
import { newRun } from "../../../src/features/train/store/runState";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import { formatMoment } from "../../../src/ui/format";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { loadedData } from "../fixtures";

const initial = useStore.getInitialState();
const saved = "2026-11-25T10:12:00.000Z";

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData() }, true);
});

function back(change: Partial<BroughtBack> = {}): BroughtBack {
  return { name: "shop.csv", runs: 3, saved, isCopy: false, isSameFile: false, leftOut: 0, ...change };
}

test.each([
  [back(), [`shop.csv and 3\u00a0runs are back, as they were on ${formatMoment(saved)}.`]],
  [back({ runs: 1 }), [`shop.csv and 1\u00a0run are back, as they were on ${formatMoment(saved)}.`]],
  [back({ runs: 0 }), [`shop.csv is back, as it was on ${formatMoment(saved)}.`]],
  [
    back({ isSameFile: true, runs: 1 }),
    [`shop.csv was kept here before: its run is back, as it was on ${formatMoment(saved)}.`],
  ],
  [
    back({ isSameFile: true }),
    [`shop.csv was kept here before: its 3\u00a0runs are back, as they were on ${formatMoment(saved)}.`],
  ],
])("what came back is said in a sentence: %o", (what, sentences) => {
  expect(backSentences(what)).toEqual(sentences);
});

test("a copy, and runs that could not be read, are said too", () => {
  const [, ...more] = backSentences(back({ isCopy: true, leftOut: 2 }));
  expect(more).toEqual([
    "2\u00a0runs could not be read any more.",
    "Another tab has them open: this one works on a copy.",
  ]);
});

test("what came back need not be dismissed: it goes when another screen is shown", () => {
  useStore.setState({ screen: "train", broughtBack: back() });
  renderUi(<BackNotes />);
  expect(screen.getByRole("region")).toBeTruthy();
  act(() => useStore.setState({ screen: "data" }));
  expect(screen.queryByRole("region")).toBeNull();
  // What comes back on that screen is news again.
  act(() => useStore.setState({ broughtBack: back({ name: "other.csv" }) }));
  expect(screen.getByRole("region")).toBeTruthy();
});

test("what came back is told to the eye and to the ear until it is dismissed or a run begins", async () => {
  useStore.setState({ broughtBack: back() });
  const { container } = renderUi(<BackNotes />);
  const announced = () => container.querySelector("[aria-live=polite]")?.textContent;
  expect(announced()).toContain("are back");
  expect(screen.getByRole("region", { name: "Back again" })).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
  act(() => useStore.setState({ runs: [newRun(1, DEFAULT_SETTINGS, "person")] }));
  expect(screen.queryByRole("region")).toBeNull();
  act(() => useStore.setState({ runs: [] }));
  await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("region")).toBeNull();
  expect(announced()).toBe("");
});

test.each([
  ["nothing to keep", null],
  ["keeping", "Keeping"],
  ["kept", "Kept"],
  ["copy", "A copy"],
  ["declined", "Not kept"],
  ["off", "Not kept"],
  ["failed", "Not kept"],
])("%s in a word is %s", (status, word) => {
  expect(autosaveWord({ status } as AutosaveStatus)).toBe(word);
});

test("the chip says whether the open data are kept, and leads to what is", async () => {
  useStore.setState({ screen: "train", autosave: { status: "kept", id: "a", bytes: 80_800 } });
  const { container } = renderUi(<AutosaveChip />);
  const chip = screen.getByRole("button", { name: "Kept" });
  expect(chip.title).toBe("Kept in this browser: electronics.csv, 80.8\u00a0kB. A reload brings it back.");
  expect(container.querySelector("[aria-live=polite]")?.textContent).toBe("Kept");
  await userEvent.click(chip);
  expect(useStore.getState().screen).toBe("data");
  expect(await accessibilityFaults(container)).toEqual([]);
  act(() => useStore.setState({ autosave: { status: "nothing to keep" } }));
  expect(screen.queryByRole("button")).toBeNull();
});
