import { useSyncExternalStore } from "react";
import type { MapName } from "../../../engine/recommend/map/types";
import styles from "./MapStage.module.css";
import type { Stage } from "./stage";
import { titleOf } from "./words";

interface Props {
  stage: Stage;
  point: number;
  name: MapName | undefined;
  describe(name: MapName): string;
}

/** What a point is, beside it. */
export function MapTip({ stage, point, name, describe }: Props) {
  useSyncExternalStore(stage.subscribe, () => stage.version);
  if (!name) return null;
  const [x, y] = stage.placeOf(point);
  const isLeft = x > stage.size[0] / 2;
  const isBelow = y < 72;
  const across = isLeft ? "calc(-100% - 14px)" : "14px";
  return (
    <div
      className={styles.tip}
      style={{ left: x, top: y, transform: `translate(${across}, ${isBelow ? "8px" : "calc(-100% - 8px)"})` }}
      data-testid="map-tip"
    >
      <strong>{titleOf(name)}</strong>
      <span>{describe(name)}</span>
    </div>
  );
}
