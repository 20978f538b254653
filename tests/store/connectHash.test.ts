import { afterEach, beforeEach, expect, test } from "vitest";
import { connectHash } from "../../src/store/connectHash";
import { studio } from "./fakeWorkers";

let disconnect = () => {};
beforeEach(() => {
  window.history.replaceState(null, "", "#/");
});
afterEach(() => disconnect());

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
  expect(window.location.hash).toBe("#/train?seed=9");
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
  expect(window.location.hash).toBe("#/data?seed=7");
});

test("an address that is edited by hand decides the settings", async () => {
  const store = connected("#/train?seed=7");
  const changed = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
  window.location.hash = "#/train?epochs=2";
  await changed;
  expect(store.getState().settings).toMatchObject({ seed: 42, epochs: 2 });
});
