import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FIRST_VIEWS } from "../../../src/engine/explore/types";
import { connectHash } from "../../../src/features/studio/connectHash";
import { studio } from "./fakeWorkers";

let disconnect = () => {};
beforeEach(() => {
  window.history.replaceState(null, "", "#/");
});
afterEach(() => {
  disconnect();
  vi.useRealTimers();
});

function connected(hash: string) {
  window.history.replaceState(null, "", hash);
  const { store } = studio();
  disconnect = connectHash(store);
  return store;
}

test("a link decides the screen and the settings", () => {
  const { screen, settings } = connected("#/train?epochs=3&seed=7").getState();
  expect(screen).toBe("train");
  expect(settings).toMatchObject({ epochs: 3, seed: 7 });
});

test("a changed setting changes the address without a step in the history", () => {
  const store = connected("#/train");
  const steps = window.history.length;
  store.getState().setSettings({ seed: 9 });
  expect(window.location.hash).toBe("#/train?model=blend&split=auto&seed=9");
  expect(window.history.length).toBe(steps);
});

test("going to another screen is a step of the history, and back returns", async () => {
  const store = connected("#/data");
  store.getState().setScreen("explore");
  expect(window.location.hash).toBe("#/explore");
  const arrived = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
  window.history.back();
  await arrived;
  expect(store.getState().screen).toBe("data");
});

test("going back keeps the settings that were changed since, in the address too", async () => {
  const store = connected("#/data");
  store.getState().setScreen("train");
  store.getState().setSettings({ seed: 7 });
  const arrived = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
  window.history.back();
  await arrived;
  expect(store.getState()).toMatchObject({ screen: "data", settings: { seed: 7 } });
  expect(window.location.hash).toBe("#/data?model=blend&split=auto&seed=7");
});

test("an address that is edited by hand decides the settings", async () => {
  const store = connected("#/train?seed=7");
  const changed = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
  window.location.hash = "#/train?epochs=2";
  await changed;
  expect(store.getState().settings).toMatchObject({ seed: 42, epochs: 2 });
});

test("a link decides what Explore shows, before there are data and in all that are looked at first", async () => {
  window.history.replaceState(null, "", "#/explore?filter=category:a;rating:4..5&unit=year&boxes=brand-year");
  const { store, data, open } = studio();
  disconnect = connectHash(store);
  const shown = { filter: { category: ["a"], rating: [4, 5] }, views: { unit: "year", boxes: ["brand", "year"] } };
  expect(store.getState()).toMatchObject({ screen: "explore", ...shown, pastFilters: [] });
  await open("shop.csv");
  expect(store.getState()).toMatchObject(shown);
  expect(data.calls("survey")).toMatchObject([{ input: { views: shown.views } }]);
  expect(data.calls("explore")).toMatchObject([{ input: { filter: shown.filter } }]);
});

test("a filter is in the address, without a step in the history, and no more than four times a second", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const store = connected("#/explore");
  const steps = window.history.length;
  const replaced = vi.spyOn(window.history, "replaceState");
  for (let low = 0; low < 100; low++) {
    store.getState().changeFilter({ userActivity: [low, 100] }, "moving");
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(250);
  expect(window.location.hash).toBe("#/explore?filter=userActivity:99..100");
  expect(replaced.mock.calls.length).toBeLessThanOrEqual(5);
  expect(window.history.length).toBe(steps);
  replaced.mockRestore();
});

test("the address says what is seen when another screen is gone to at once", () => {
  const store = connected("#/explore");
  store.getState().setFilter({ brand: ["K, L"] });
  store.getState().setViews({ unit: "month" });
  store.getState().setScreen("train");
  expect(window.location.hash).toBe("#/train?filter=brand:K%5C,%20L&unit=month");
});

test("going back keeps the filter that was set since, in the address too", async () => {
  const store = connected("#/data");
  store.getState().setScreen("explore");
  store.getState().setFilter({ brand: ["K"] });
  const arrived = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
  window.history.back();
  await arrived;
  expect(store.getState()).toMatchObject({ screen: "data", filter: { brand: ["K"] } });
  expect(window.location.hash).toBe("#/data?filter=brand:K");
});

test("an address that is edited by hand decides filter and views, which can be taken back", async () => {
  const store = connected("#/explore?filter=brand:K&unit=year");
  const changed = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
  window.location.hash = "#/explore?filter=rating:1..2";
  await changed;
  expect(store.getState()).toMatchObject({ filter: { rating: [1, 2] }, views: FIRST_VIEWS });
  store.getState().undoFilter();
  expect(store.getState().filter).toEqual({ brand: ["K"] });
});
