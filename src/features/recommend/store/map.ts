import type { Predictions } from "../../../engine/explore/types";
import type { MapColour, MapName } from "../../../engine/recommend/map/types";
import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import { latestOnly } from "../../studio/latestOnly";
import { Newest } from "../../studio/newest";
import type { Actions } from "../../studio/slice";
import { emptyMap, FIRST_COLOUR, type MapFrame, type MapSlice } from "./mapState";

const MATCHES_SHOWN = 30;
const NEIGHBOURS = 10;
const MOST_FRAMES = 60;
/** A map is drawn at most four times a second. */
const PAUSE_MS = 250;

/** The map as the recommendation worker draws it; `predictionsOf` a Run colours it by error. */
export function connectMap(
  { clients, columns, opened, get, set }: Context,
  predictionsOf: (run: number) => Predictions | null,
): Actions<MapSlice> {
  const { recommend } = clients;
  /** What is asked of one map; all of it is void with the next. */
  const maps = new Newest();
  let lastStart = Number.NEGATIVE_INFINITY;
  /** Product to choose as soon as the map is drawn. */
  let toChoose: string | null = null;
  /** Codes whose names are wanted. */
  const unnamed = new Set<number>();

  function fail(error: unknown): void {
    columns.noteFailure("recommend", error);
    const message = sentence(error);
    const gone = { mapPending: false, mapProgress: null };
    if (isWorkerLost(error)) set({ ...gone, explorerModel: null, recommendError: message });
    else set({ ...gone, mapError: message });
  }

  const draw = latestOnly(async () => {
    const { signal } = maps;
    try {
      const wait = lastStart + PAUSE_MS - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      lastStart = performance.now();
      await columns.ready("recommend");
      const { explorerModel, mapLook } = get();
      if (!explorerModel || signal.aborted) return;
      const isSlow = mapLook.method === "umap";
      set({ mapPending: true, mapProgress: isSlow ? 0 : null });
      const onProgress = (mapProgress: number) => {
        if (isSlow && !signal.aborted) set({ mapProgress });
      };
      const picture = await recommend.call("drawMap", mapLook, { signal, onProgress });
      if (signal.aborted) return;
      const { run, epoch, final } = explorerModel;
      const before = get().mapFrames;
      const frames = append(before, { run, epoch, final, picture });
      const isSame = frames.length > 1 || (before.length > 0 && samePoints(before.at(-1)!, frames[0]));
      set({ mapFrames: frames, mapPending: false, mapProgress: null, mapError: null });
      // Errors are those of a Run.
      const isStale = get().mapColour === "error" && before.at(-1)?.run !== run;
      if (!isSame || isStale || !get().mapGroups) await divide();
      const selected = get().mapSelected;
      if (toChoose !== null) await choose();
      else if (selected) await select(selected.code);
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  });

  /** The groups of the points that are drawn. */
  async function divide(): Promise<void> {
    const { signal } = maps;
    const frame = get().mapFrames.at(-1);
    const by: MapColour = get().mapColour;
    if (!frame) return;
    const predictions = by === "error" ? predictionsOf(frame.run) : null;
    // Places among some of the ratings are none among all.
    const errors = predictions && Object.keys(predictions.only).length === 0 ? predictions : null;
    const { picture } = frame;
    try {
      const mapGroups = await recommend.call("mapGroups", {
        kind: picture.kind,
        codes: picture.codes,
        by,
        errors: errors && { places: errors.places, predicted: errors.predicted },
      });
      if (!signal.aborted && by === get().mapColour) set({ mapGroups });
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  async function select(code: number): Promise<void> {
    const { signal } = maps;
    const { kind } = get().mapLook;
    const neighbours = await recommend.call("mapNeighbours", { kind, code, count: NEIGHBOURS, by: get().likeness });
    if (signal.aborted || get().mapSelected?.code !== code) return;
    set({ mapSelected: { code, neighbours } });
    remember(neighbours);
  }

  /** The product that was asked for, where it is drawn. */
  async function choose(): Promise<void> {
    const query = toChoose;
    const { signal } = maps;
    if (query === null) return;
    toChoose = null;
    const { matches } = await recommend.call("findOnMap", { kind: "products", query, limit: 1 });
    if (signal.aborted || matches[0]?.id !== query) return;
    remember(matches);
    set({ mapSelected: { code: matches[0].code, neighbours: null } });
    await select(matches[0].code);
  }

  function remember(names: readonly MapName[]): void {
    set(({ mapNames }) => {
      const known = new Map(mapNames);
      for (const name of names) known.set(name.code, name);
      return { mapNames: known };
    });
  }

  const name = latestOnly(async () => {
    const { signal } = maps;
    const codes = [...unnamed];
    unnamed.clear();
    try {
      const names = await recommend.call("mapNames", { kind: get().mapLook.kind, codes });
      if (!signal.aborted) remember(names);
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  });

  /** Another map, of which nothing is known yet. */
  function begin(change: Partial<MapSlice>): void {
    maps.begin();
    unnamed.clear();
    set({ ...emptyMap, ...change });
  }

  function setMapLook(change: Partial<MapSlice["mapLook"]>): void {
    const { mapLook, mapSelected } = get();
    const isOtherKind = change.kind !== undefined && change.kind !== mapLook.kind;
    const kept = isOtherKind ? {} : { mapNames: get().mapNames, mapSelected };
    const mapColour = !isOtherKind ? get().mapColour : change.kind === "products" ? FIRST_COLOUR : "none";
    begin({ ...kept, mapLook: { ...mapLook, ...change }, mapColour, mapPending: true });
    void draw(undefined);
  }

  opened.listen(() => {
    toChoose = null;
    unnamed.clear();
    maps.begin();
  });

  return {
    async drawMap(anew) {
      const { explorerModel, mapFrames, mapLook } = get();
      const last = mapFrames.at(-1);
      const isOtherRun = last !== undefined && explorerModel !== null && last.run !== explorerModel.run;
      if (mapLook.method === "umap" && !anew && ((last && !isOtherRun) || get().mapProgress !== null)) return;
      await draw(undefined);
    },
    cancelMap() {
      begin({ mapLook: { ...get().mapLook, method: "pca" } });
      void draw(undefined);
    },
    setMapLook,
    setMapColour(mapColour) {
      set({ mapColour });
      void divide();
    },
    async findOnMap(query) {
      set({ mapQuery: query });
      const { signal } = maps;
      const { kind } = get().mapLook;
      try {
        const { matches, total } = await recommend.call("findOnMap", { kind, query, limit: MATCHES_SHOWN });
        if (signal.aborted || get().mapQuery !== query) return;
        set({ mapMatches: matches, mapMatchesTotal: total });
        remember(matches);
      } catch (error) {
        if (!signal.aborted) fail(error);
      }
    },
    nameOnMap(codes) {
      const { mapNames } = get();
      for (const code of codes) if (!mapNames.has(code)) unnamed.add(code);
      if (unnamed.size > 0) void name(undefined);
    },
    async selectOnMap(code) {
      set({ mapSelected: code === null ? null : { code, neighbours: null } });
      if (code === null) return;
      const { signal } = maps;
      try {
        await select(code);
      } catch (error) {
        if (!signal.aborted) fail(error);
      }
    },
    showOnMap(product) {
      toChoose = product;
      set({ screen: "recommend", tab: "map" });
      if (get().mapLook.kind !== "products") setMapLook({ kind: "products" });
      else if (get().mapFrames.length > 0) void choose().catch(fail);
    },
  };
}

function samePoints(one: MapFrame, other: MapFrame): boolean {
  const [a, b] = [one.picture.codes, other.picture.codes];
  return a.length === b.length && a.every((code, i) => code === b[i]);
}

/** The frames with one more; frames of another Run, another look or other points are no part of the same film. */
function append(frames: readonly MapFrame[], frame: MapFrame): MapFrame[] {
  const last = frames.at(-1);
  const goesOn =
    last?.run === frame.run &&
    last.picture.kind === frame.picture.kind &&
    last.picture.method === frame.picture.method &&
    samePoints(last, frame);
  if (!goesOn || frame.picture.method === "umap") return [frame];
  const before = last.epoch === frame.epoch && last.final === frame.final ? frames.slice(0, -1) : frames;
  return [...before, frame].slice(-MOST_FRAMES);
}
