import { Button } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { MapGroups, MapName } from "../../../engine/recommend/map/types";
import { isRanking } from "../../../models/registry";
import { SearchList } from "../../../ui/SearchList";
import { useStore } from "../../studio/store";
import type { MapFrame } from "../store/mapState";
import { MapFilm } from "./MapFilm";
import { LayingOut, MapLayout } from "./MapLayout";
import { MapLegend } from "./MapLegend";
import { ChosenPoint, PickedPoints } from "./MapPanel";
import { MapStage } from "./MapStage";
import styles from "./MapView.module.css";
import { useChoice } from "./useChoice";
import { useStage } from "./useStage";
import {
  aboutWords,
  foundOnMap,
  frameWords,
  mapMissingSentence,
  mapSentence,
  mixtureSentence,
  pointsWords,
  titleOf,
} from "./words";

/** Names of so many chosen points are listed. */
const LISTED = 50;

/** The map that was drawn, its film of epochs, and what was chosen on it. */
export function MapScene({ frames }: { frames: readonly MapFrame[] }) {
  const [place, setPlace] = useState<number | null>(null);
  const shown = place === null ? frames.length - 1 : Math.min(place, frames.length - 1);
  const frame = frames[shown];
  const { picture, run } = frame;
  const { codes, kind, method } = picture;
  const known = useStore((state) => state.mapGroups);
  const groups = useMemo(() => groupsFor(known, codes.length), [known, codes.length]);
  const key = `${run} ${kind} ${method} ${codes.length} ${codes[0]}`;
  const { choice, change, states } = useChoice(key, codes.length, groups);
  const { picked, alone, group } = choice;
  const drawn = useStage({ frame, groups, states, fitKey: `${key} ${alone?.size ?? "all"}` });
  const names = useStore((state) => state.mapNames);
  const selected = useStore((state) => state.mapSelected);
  const nameOnMap = useStore((state) => state.nameOnMap);
  const selectOnMap = useStore((state) => state.selectOnMap);
  const openProduct = useStore((state) => state.openProduct);
  const feedback = useStore((state) => state.data?.summary.feedback ?? "explicit");

  const describe = useCallback((name: MapName) => aboutWords(name, kind, feedback), [kind, feedback]);
  const askName = useCallback((point: number) => nameOnMap([codes[point]]), [nameOnMap, codes]);
  const listed = useMemo(() => (picked ?? []).slice(0, LISTED).map((point) => codes[point]), [picked, codes]);
  useEffect(() => {
    if (listed.length > 0) nameOnMap(listed);
  }, [listed, nameOnMap]);
  useEffect(() => {
    if (selected) nameOnMap([selected.code]);
  }, [selected, nameOnMap]);

  const at = selected ? codes.indexOf(selected.code) : -1;
  const chosen = selected && names.get(selected.code);
  const near = useMemo(
    () => (selected?.neighbours ?? []).map(({ code }) => codes.indexOf(code)).filter((point) => point >= 0),
    [selected, codes],
  );

  function open(code: number) {
    void selectOnMap(code);
    const point = codes.indexOf(code);
    if (point >= 0) drawn.stage?.centreOn(point);
  }

  const sentence = mapSentence(picture, alone?.size ?? codes.length);
  const isEmpty = !chosen && !picked;
  return (
    <MapLayout
      main={
        <>
          <div className={styles.sentence} data-testid="map-sentence">
            {sentence} {mapMissingSentence(picture)} <RankingNote run={run} />
          </div>
          <LayingOut />
          <Outdated frame={frame} />
          <MapStage
            drawn={drawn}
            label={`${sentence} ${frameWords(frame)}.`}
            selected={at}
            selectedLabel={chosen ? titleOf(chosen) : ""}
            neighbours={near}
            nameOf={(point) => names.get(codes[point])}
            askName={askName}
            describe={describe}
            onSelect={(point) => void selectOnMap(point < 0 ? null : codes[point])}
            onPick={(points) => {
              change({ picked: points.length > 0 ? points : null });
              void selectOnMap(null);
            }}
          />
          <MapLegend groups={groups} hues={drawn.hues} chosen={group} onChoose={(other) => change({ group: other })} />
          <MapFilm frames={frames} shown={shown} onShow={setPlace} />
        </>
      }
      aside={
        <>
          <MapSearch onOpen={open} />
          {alone && (
            <div className={styles.part}>
              <p>{pointsWords(alone.size, kind)} shown alone.</p>
              <Button variant="default" size="xs" mt={8} onClick={() => change({ alone: null })} data-testid="show-all">
                Show all {pointsWords(codes.length, kind)}
              </Button>
            </div>
          )}
          {chosen && (
            <div className={styles.part}>
              <ChosenPoint
                name={chosen}
                neighbours={selected.neighbours}
                dimensions={picture.dimensions}
                describe={describe}
                onOpen={open}
                onDetails={kind === "products" ? () => void openProduct(chosen.id) : null}
                onClose={() => void selectOnMap(null)}
              />
            </div>
          )}
          {picked && (
            <div className={styles.part}>
              <PickedPoints
                count={pointsWords(picked.length, kind)}
                mixture={mixtureSentence(picked, groups)}
                names={listed.map((code) => names.get(code)).filter((name) => name !== undefined)}
                isMore={picked.length > listed.length}
                isAlone={alone !== null && alone.size === picked.length}
                describe={describe}
                onOpen={open}
                onAlone={() => change({ alone: new Set(picked), picked: null })}
                onClear={() => change({ picked: null })}
              />
            </div>
          )}
          {isEmpty && (
            <p className={styles.hint}>
              Press a point to see what the model holds to be nearest to it. Draw around many with the lasso, or with
              Shift held down, to list them and show them alone.
              <span className={styles.touch}> Two fingers move and zoom the map.</span>
            </p>
          )}
        </>
      }
    />
  );
}

function MapSearch({ onOpen }: { onOpen(code: number): void }) {
  const query = useStore((state) => state.mapQuery);
  const matches = useStore((state) => state.mapMatches);
  const total = useStore((state) => state.mapMatchesTotal);
  const findOnMap = useStore((state) => state.findOnMap);
  const opened = useStore((state) => state.mapSelected?.code);
  const { kind } = useStore((state) => state.mapLook);
  const feedback = useStore((state) => state.data?.summary.feedback ?? "explicit");
  const isAsked = query.trim() !== "";
  return (
    <SearchList
      label="Find on the map"
      placeholder={kind === "products" ? "Id or title" : kind === "users" ? "Id, or part of it" : "Name of a brand"}
      listLabel="Found on the map"
      query={query}
      items={
        isAsked
          ? matches.map((name) => ({ key: name.code, title: titleOf(name), about: aboutWords(name, kind, feedback) }))
          : []
      }
      sentence={foundOnMap(query, matches.length, total, kind)}
      opened={opened}
      tallest={220}
      testId="map-search"
      onSearch={(text) => void findOnMap(text)}
      onOpen={(code) => onOpen(Number(code))}
    />
  );
}

/** A UMAP takes too long to follow every epoch: it says of which it is. */
function Outdated({ frame }: { frame: MapFrame }) {
  const answering = useStore((state) => state.explorerModel);
  const progress = useStore((state) => state.mapProgress);
  const drawMap = useStore((state) => state.drawMap);
  if (frame.picture.method !== "umap" || !answering || progress !== null) return null;
  if (answering.run !== frame.run || (answering.epoch === frame.epoch && answering.final === frame.final)) return null;
  return (
    <div className={styles.bar}>
      <span>
        Laid out after epoch {frame.epoch}; the model is at {answering.final ? "its best epoch," : "epoch"}{" "}
        {answering.epoch}.
      </span>
      <Button variant="default" size="xs" onClick={() => void drawMap("anew")}>
        Lay out again
      </Button>
    </div>
  );
}

function RankingNote({ run }: { run: number }) {
  const model = useStore((state) => state.runs.find(({ id }) => id === run)?.settings.model);
  return model && isRanking(model) ? <>This model ranks: near each other is what it recommends alike.</> : null;
}

function groupsFor(known: MapGroups | null, count: number): MapGroups {
  if (known?.groups.length === count) return known;
  const none = { labels: [], counts: [], others: { points: 0, values: 0 } };
  return { by: "none", groups: new Uint8Array(count), ...none, unknown: count };
}
