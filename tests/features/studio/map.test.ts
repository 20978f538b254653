import { expect, test } from "vitest";
import { groups, mapName, picture } from "../recommend/map/fixtures";
import { settle, studio } from "./fakeWorkers";

/** The map is asked for with the model of an epoch. */
async function drawing() {
  const all = studio();
  await all.open("shop.csv");
  const state = () => all.store.getState();
  async function epoch(number: number, run = 1) {
    all.store.setState({ explorerModel: { run, epoch: number, final: false } });
    void state().drawMap();
    // A map is drawn at most four times a second.
    await new Promise((resolve) => setTimeout(resolve, 260));
    await settle();
  }
  await epoch(1);
  return { ...all, state, epoch };
}

async function drawn() {
  const all = await drawing();
  await all.recommend.answer("drawMap", picture());
  await all.recommend.answer("mapGroups", groups());
  return all;
}

test("each epoch's map is one more frame of the same film, whose points are grouped once", async () => {
  const { recommend, state, epoch } = await drawn();
  expect(state()).toMatchObject({ mapPending: false, mapGroups: { by: "category" } });
  await epoch(2);
  await recommend.answer("drawMap", picture());
  expect(state().mapFrames.map((frame) => frame.epoch)).toEqual([1, 2]);
  expect(recommend.calls("mapGroups")).toHaveLength(1);
});

test("epochs that come while a map is drawn are skipped but for the newest", async () => {
  const { recommend, state, epoch } = await drawing();
  await epoch(2);
  await epoch(3);
  expect(recommend.calls("drawMap")).toHaveLength(1);
  await recommend.answer("drawMap", picture());
  await recommend.answer("mapGroups", groups());
  await new Promise((resolve) => setTimeout(resolve, 260));
  expect(recommend.calls("drawMap")).toHaveLength(2);
  await recommend.answer("drawMap", picture());
  expect(state().mapFrames.at(-1)?.epoch).toBe(3);
});

test("another Run begins another film", async () => {
  const { recommend, state, epoch } = await drawn();
  await epoch(1, 2);
  await recommend.answer("drawMap", picture());
  expect(state().mapFrames.map(({ run }) => run)).toEqual([2]);
});

test("at most the last 60 epochs are kept", async () => {
  const { recommend, store, state, epoch } = await drawn();
  const first = state().mapFrames[0];
  store.setState({ mapFrames: Array.from({ length: 60 }, (_, i) => ({ ...first, epoch: i + 1 })) });
  await epoch(61);
  await recommend.answer("drawMap", picture());
  expect(state().mapFrames).toHaveLength(60);
  expect(state().mapFrames[0]?.epoch).toBe(2);
});

test("a UMAP tells how far it is, stays over the next epochs, and gives way to PCA when cancelled", async () => {
  const { recommend, state, epoch } = await drawn();
  state().setMapLook({ method: "umap" });
  await new Promise((resolve) => setTimeout(resolve, 260));
  recommend.progress("drawMap", 0.4);
  expect(state()).toMatchObject({ mapProgress: 0.4, mapFrames: [] });
  await recommend.answer("drawMap", picture({ method: "umap", variance: null }));
  await recommend.answer("mapGroups", groups());
  await epoch(2);
  expect(recommend.calls("drawMap")).toHaveLength(2);
  void state().drawMap("anew");
  await new Promise((resolve) => setTimeout(resolve, 260));
  expect(recommend.calls("drawMap")).toHaveLength(3);
  state().cancelMap();
  await new Promise((resolve) => setTimeout(resolve, 260));
  expect(recommend.cancelled()).toHaveLength(1);
  expect(state().mapLook.method).toBe("pca");
  expect(recommend.calls("drawMap").at(-1)?.input.method).toBe("pca");
});

test("a point is chosen with its neighbours, which are asked for anew after each epoch", async () => {
  const { recommend, state, epoch } = await drawn();
  void state().selectOnMap(4);
  await settle();
  expect(state().mapSelected).toEqual({ code: 4, neighbours: null });
  await recommend.answer("mapNeighbours", [{ ...mapName(2), cosine: 0.9, share: null }]);
  expect(state().mapSelected?.neighbours).toHaveLength(1);
  expect(state().mapNames.get(2)?.id).toBe("B2");
  await epoch(2);
  await recommend.answer("drawMap", picture());
  expect(recommend.calls("mapNeighbours")).toHaveLength(2);
});

test("names are asked for once, those that come meanwhile together", async () => {
  const { recommend, state } = await drawn();
  state().nameOnMap([1]);
  state().nameOnMap([2, 4]);
  state().nameOnMap([2]);
  await settle();
  await recommend.answer("mapNames", [mapName(1)]);
  await recommend.answer("mapNames", [mapName(2), mapName(4)]);
  expect(recommend.calls("mapNames").map(({ input }) => input.codes)).toEqual([[1], [2, 4]]);
  state().nameOnMap([1, 2, 4]);
  await settle();
  expect(recommend.calls("mapNames")).toHaveLength(2);
});

test("a product that is shown on the map is chosen there", async () => {
  const { recommend, state } = await drawn();
  state().showOnMap("B4");
  await settle();
  expect(state().tab).toBe("map");
  await recommend.answer("findOnMap", { matches: [mapName(4)], total: 1 });
  expect(state().mapSelected?.code).toBe(4);
});

test("why there is no map is said; a map of data that were replaced is dropped", async () => {
  const { recommend, state, open } = await drawing();
  await recommend.fail("drawMap", "RecommendError", "This file has no brands to draw.");
  expect(state()).toMatchObject({ mapError: "This file has no brands to draw.", mapPending: false });
  void state().drawMap();
  await new Promise((resolve) => setTimeout(resolve, 260));
  await open("other.csv");
  expect(state()).toMatchObject({ mapFrames: [], mapError: null, mapSelected: null });
});
