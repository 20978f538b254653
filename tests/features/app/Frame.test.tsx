import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Frame } from "../../../src/features/frame/Frame";
import { useStore } from "../../../src/features/studio/store";
import { newRun } from "../../../src/features/train/store/runState";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { epochRecord, outcome, textSource } from "../studio/fakeWorkers";

const { summary, report, preview } = outcome("shop.csv");
const data = { source: textSource("shop.csv"), isSample: false, summary, report, preview };

beforeEach(() => {
  useStore.setState({ data, reading: null, runs: [], selectedRun: null, screen: "data", settings: DEFAULT_SETTINGS });
});

test("the five screens are links that say which one is shown", async () => {
  renderUi(<Frame>content</Frame>);
  const links = screen.getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "#/data",
    "#/explore",
    "#/train",
    "#/recommend",
    "#/report",
  ]);
  expect(screen.getByRole("link", { current: "page" }).getAttribute("href")).toBe("#/data");
  await userEvent.click(links[1]);
  expect(useStore.getState().screen).toBe("explore");
});

test("the links carry the settings, so that a copied one reproduces the view", () => {
  useStore.setState({ settings: { ...DEFAULT_SETTINGS, seed: 7 } });
  renderUi(<Frame>content</Frame>);
  expect(screen.getByRole("link", { name: /Train/ }).getAttribute("href")).toBe(
    "#/train?model=blend&split=auto&seed=7",
  );
});

test("the rail says what is ready and what runs", () => {
  renderUi(<Frame>content</Frame>);
  expect(screen.getByRole("link", { name: "Explore, ready" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Train" })).toBeTruthy();
  act(() => useStore.setState({ runs: [newRun(1, DEFAULT_SETTINGS, "person")], selectedRun: 1 }));
  expect(screen.getByRole("link", { name: "Train, running" })).toBeTruthy();
});

test("the top bar names the data, the job and the device", () => {
  const run = newRun(1, DEFAULT_SETTINGS, "person");
  const device = { name: "webgl" as const, renderer: "SwiftShader", reason: "it is the only one" };
  useStore.setState({ runs: [{ ...run, phase: "warming up", device }], selectedRun: 1 });
  renderUi(<Frame>content</Frame>);
  expect(screen.getByText("shop.csv")).toBeTruthy();
  expect(screen.getByText("1 rating")).toBeTruthy();
  expect(screen.getByText("Warming up the device")).toBeTruthy();
  expect(screen.getByText("WebGL · SwiftShader")).toBeTruthy();
});

test("a file without ratings is said to hold interactions, to the eye and to the ear", () => {
  const bought = { ...summary, feedback: "implicit" as const, ratings: 41_200 };
  useStore.setState({ data: { ...data, summary: bought } });
  renderUi(<Frame>content</Frame>);
  expect(screen.getByText(/^41,200.interactions$/)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toMatch(/^shop.csv is open: 41,200.interactions$/);
});

test("a screen reader hears each epoch once, and not the ticks between", () => {
  const run = { ...newRun(1, { ...DEFAULT_SETTINGS, epochs: 5 }, "person"), epochs: [epochRecord(1)] };
  useStore.setState({ runs: [run], selectedRun: 1 });
  renderUi(<Frame>content</Frame>);
  const status = screen.getByRole("status");
  expect(status.textContent).toBe("Epoch 1 of 5 done: validation RMSE 1.1800");
  const progress = { step: 30, epoch: 2, ratingsPerSecond: 1e5, secondsLeft: 11 };
  act(() => useStore.setState({ runs: [{ ...run, progress }] }));
  expect(status.textContent).toBe("Epoch 1 of 5 done: validation RMSE 1.1800");
});

test("a screen reader hears of a ranking model's lists, for it has no error", () => {
  const ranked = { ...epochRecord(1), validationRmse: null, validationNdcg10: 0.0812 };
  const run = { ...newRun(1, { ...DEFAULT_SETTINGS, epochs: 5 }, "person"), epochs: [ranked] };
  useStore.setState({ runs: [run], selectedRun: 1 });
  renderUi(<Frame>content</Frame>);
  expect(screen.getByRole("status").textContent).toBe("Epoch 1 of 5 done: validation NDCG@10 0.0812");
});

test("the first stop of the keyboard leads past the rail to the content", async () => {
  renderUi(<Frame>content</Frame>);
  await userEvent.tab();
  expect(document.activeElement?.textContent).toBe("Skip to the content");
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("main"));
});

test("the theme can be switched", async () => {
  renderUi(<Frame>content</Frame>);
  await userEvent.click(screen.getByRole("button", { name: "Switch to the dark theme" }));
  expect(useStore.getState().colorScheme).toBe("dark");
});

test("the frame keeps to the rules for keyboards and screen readers", async () => {
  const { container } = renderUi(
    <Frame>
      <h1>Data</h1>
    </Frame>,
  );
  expect(await accessibilityFaults(container)).toEqual([]);
});
