import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DamagedNotice } from "../../../src/features/keep/DamagedNotice";
import { SavedCard } from "../../../src/features/keep/SavedCard";
import { SavedLine } from "../../../src/features/keep/SavedLine";
import { amountSaved, autosavedSentence, clearingSentence } from "../../../src/features/keep/savedListWords";
import type { AutosavedList, AutosavedWorkspace } from "../../../src/features/keep/store/autosaveState";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { loadedData } from "../fixtures";

const initial = useStore.getInitialState();

function workspace(change: Partial<AutosavedWorkspace> = {}): AutosavedWorkspace {
  const known = { id: "a", name: "shop.csv", isSample: false, ratings: 41_200, runs: 3, bytes: 1_200_000 };
  return { ...known, saved: "2026-11-25T12:00:00.000Z", open: null, isDeleted: false, ...change };
}

function list(workspaces: AutosavedWorkspace[], change: Partial<AutosavedList> = {}): AutosavedList {
  return { place: "opfs", workspaces, free: 10.5e9, isPersisted: false, ...change };
}

beforeEach(() => {
  useStore.setState({ ...initial, data: loadedData(), lookAtAutosaved: async () => {} }, true);
});

describe("what becomes of the open data", () => {
  test.each([
    [
      { status: "kept", id: "a", bytes: 1_200_000 },
      "Kept in this browser: electronics.csv, 1.2\u00a0MB. A reload brings it back.",
    ],
    [{ status: "keeping" }, "Keeping electronics.csv in this browser."],
    [{ status: "declined" }, "electronics.csv is open, but not kept: a reload closes it."],
    [{ status: "off" }, "electronics.csv is open, but nothing is kept in this browser: a reload closes it."],
  ] as const)("is said: %o", async (autosave, sentence) => {
    useStore.setState({ autosave });
    const { container } = renderUi(<SavedLine />);
    expect(screen.getByTestId("keeping").textContent).toBe(sentence);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  test("is not mentioned where there is nothing to keep", () => {
    renderUi(<SavedLine />);
    expect(screen.queryByTestId("keeping")).toBeNull();
  });

  test("is changed by one button that keeps the focus", async () => {
    const decline = vi.fn(async () => useStore.setState({ autosave: { status: "declined" } }));
    const accept = vi.fn(() => useStore.setState({ autosave: { status: "keeping" } }));
    useStore.setState({
      autosave: { status: "kept", id: "a", bytes: 1 },
      declineAutosave: decline,
      acceptAutosave: accept,
    });
    renderUi(<SavedLine />);
    screen.getByRole("button", { name: "Do not keep" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement?.textContent).toBe("Keep it");
    await userEvent.keyboard("{Enter}");
    expect([decline.mock.calls.length, accept.mock.calls.length]).toEqual([1, 1]);
  });

  test("on a full disk says what to do, without the alarm of a lost job, and can be tried again", async () => {
    const accept = vi.fn();
    const autosave = { status: "failed", why: "full", message: "There is no more room.", isPartlyKept: true } as const;
    useStore.setState({ autosave: { ...autosave, isPartlyKept: false }, acceptAutosave: accept });
    renderUi(<SavedLine />);
    expect(screen.getByText("electronics.csv is not kept")).toBeTruthy();
    act(() => useStore.setState({ autosave }));
    expect(screen.getByText("The newest changes to electronics.csv are not kept")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(accept).toHaveBeenCalledOnce();
  });
});

describe("the list of what is kept", () => {
  test("has one quiet line where nothing is", async () => {
    useStore.setState({ autosaved: list([]) });
    const { container } = renderUi(<SavedCard />);
    expect(screen.getByTestId("kept-sentence").textContent).toBe("Nothing is kept in this browser.");
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.queryByRole("button", { name: "Delete all" })).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  test("names each workspace with its figures, and where it is open", async () => {
    const here = workspace({ open: "here" });
    const there = workspace({ id: "b", name: "other.csv", open: "elsewhere", runs: 0 });
    useStore.setState({ autosaved: list([here, there]) });
    const { container } = renderUi(<SavedCard />);
    const [, first, second] = screen.getAllByRole("row");
    expect(first?.textContent).toMatch(/^shop\.csvopen here41,20031\.2\sMB25 Nov 2026/);
    expect(second?.textContent).toMatch(/^other\.csvopen in another tab41,2000/);
    expect(screen.getByRole("button", { name: "Open shop.csv" }).hasAttribute("disabled")).toBe(true);
    expect(screen.getByRole("button", { name: "Open other.csv" }).hasAttribute("disabled")).toBe(false);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  test("opens, deletes and takes that back by keyboard, the focus staying", async () => {
    const [openAutosaved, undo] = [vi.fn(async () => true), vi.fn(async () => {})];
    const deleteAutosaved = vi.fn(async () => useStore.setState({ autosaved: list([workspace({ isDeleted: true })]) }));
    useStore.setState({ autosaved: list([workspace()]), openAutosaved, deleteAutosaved, undoDeleteAutosaved: undo });
    renderUi(<SavedCard />);
    screen.getByRole("button", { name: "Open shop.csv" }).focus();
    await userEvent.keyboard("{Enter}{Tab}{Enter}");
    expect(openAutosaved).toHaveBeenCalledWith("a");
    expect(deleteAutosaved).toHaveBeenCalledWith("a");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Undo the deletion of shop.csv" }));
    await userEvent.keyboard("{Enter}");
    expect(undo).toHaveBeenCalledWith("a");
  });

  test("is deleted whole only after a second thought", async () => {
    const deleteAll = vi.fn(async () => {});
    useStore.setState({
      autosaved: list([workspace(), workspace({ id: "b", runs: 2 })]),
      deleteAllAutosaved: deleteAll,
    });
    renderUi(<SavedCard />);
    await userEvent.click(screen.getByRole("button", { name: "Delete all" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("2\u00a0workspaces with 5\u00a0runs, 2.4\u00a0MB");
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(deleteAll).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Delete all" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByTestId("confirm-delete-all"));
    expect(deleteAll).toHaveBeenCalledOnce();
  });

  test("says why a deletion came to nothing", () => {
    useStore.setState({
      autosaved: list([workspace()]),
      autosaveError: "shop.csv is open in another tab. Close it there first.",
    });
    renderUi(<SavedCard />);
    expect(screen.getByText("shop.csv is open in another tab. Close it there first.")).toBeTruthy();
  });

  test("is looked up again when the open data were kept, and when the tab comes to the front", () => {
    const look = vi.fn(async () => {});
    useStore.setState({ autosaved: list([]), lookAtAutosaved: look });
    renderUi(<SavedCard />);
    expect(look).toHaveBeenCalledTimes(1);
    act(() => useStore.setState({ autosave: { status: "kept", id: "a", bytes: 5 } }));
    expect(look).toHaveBeenCalledTimes(2);
    act(() => void window.dispatchEvent(new Event("focus")));
    expect(look).toHaveBeenCalledTimes(3);
  });

  test("can be switched off", async () => {
    const setAutosaveOn = vi.fn();
    useStore.setState({ autosaved: list([workspace()]), setAutosaveOn });
    renderUi(<SavedCard />);
    await userEvent.click(screen.getByRole("switch", { name: "Keep data in this browser" }));
    expect(setAutosaveOn).toHaveBeenCalledWith(false);
    act(() => useStore.setState({ autosaveOn: false }));
    expect(screen.getByTestId("kept-sentence").textContent).toMatch(/^Nothing more is kept from now on/);
  });
});

test("a workspace that could not be opened again says why, and can be deleted", async () => {
  const deleteAutosaved = vi.fn(async () => {});
  useStore.setState({ damaged: { id: "a", name: "shop.csv", message: "The ratings are missing." }, deleteAutosaved });
  renderUi(<DamagedNotice />);
  expect(screen.getByRole("alert").textContent).toContain("shop.csv could not be opened again");
  await userEvent.click(screen.getByRole("button", { name: "Delete it" }));
  expect(deleteAutosaved).toHaveBeenCalledWith("a");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("sentences on what is kept", () => {
  const two = list([workspace(), workspace({ id: "b", isDeleted: true })]);
  expect(autosavedSentence(two)).toBe(
    "1.2\u00a0MB in the file storage that this browser sets apart for this page, with room for about 10.5\u00a0GB more. Nothing of it leaves this browser.",
  );
  expect(autosavedSentence(list([workspace()], { place: "indexeddb", free: null }))).toBe(
    "1.2\u00a0MB in the database that this browser keeps for this page. Nothing of it leaves this browser.",
  );
  expect(autosavedSentence(list([], { place: null }))).toContain("keeps nothing for this page");
  expect(amountSaved(two)).toBe("1\u00a0workspace with 3\u00a0runs, 1.2\u00a0MB");
  expect(clearingSentence(list([], { isPersisted: true }))).toBe("This browser clears it only when you ask it to.");
  expect(clearingSentence(list([], { isPersisted: null }))).toBeNull();
});
