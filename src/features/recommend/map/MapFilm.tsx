import { ActionIcon, Slider } from "@mantine/core";
import { Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import type { MapFrame } from "../store/mapState";
import styles from "./MapFilm.module.css";
import { frameWords } from "./words";

/** Longer than points glide, so that they come to rest between two epochs. */
const STEP_MS = 400;

interface Props {
  frames: readonly MapFrame[];
  /** Place of the frame in view. */
  shown: number;
  /** The last frame is shown as long as it is the last: null. */
  onShow(place: number | null): void;
}

/** The epochs that were drawn, one after the other. */
export function MapFilm({ frames, shown, onShow }: Props) {
  const [isPlaying, setPlaying] = useState(false);
  const last = frames.length - 1;

  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => {
      const next = Math.min(shown + 1, last);
      onShow(next === last ? null : next);
      if (next === last) setPlaying(false);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, shown, last, onShow]);

  if (last < 1) return null;

  function play() {
    if (!isPlaying && shown === last) onShow(0);
    setPlaying(!isPlaying);
  }

  return (
    <div className={styles.film} data-testid="map-film">
      <ActionIcon variant="default" size={32} aria-label={isPlaying ? "Pause" : "Replay the epochs"} onClick={play}>
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </ActionIcon>
      <Slider
        className={styles.slider}
        min={0}
        max={last}
        value={shown}
        label={(place) => frameWords(frames[place])}
        thumbLabel="Epoch"
        thumbValueText={(place) => frameWords(frames[place])}
        onChange={(place) => {
          setPlaying(false);
          onShow(place === last ? null : place);
        }}
      />
      <span className={styles.epoch}>{frameWords(frames[shown])}</span>
    </div>
  );
}
