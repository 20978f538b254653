import { useSyncExternalStore } from "react";
import type { Place } from "../../../charts/points/lasso";
import styles from "./MapOverlay.module.css";
import type { Stage } from "./stage";

interface Props {
  stage: Stage;
  /** Places of points among those drawn; -1 for none. */
  hovered: number;
  selected: number;
  /** The chosen point's name, written beside it. */
  label: string;
  /** Nearest first. */
  neighbours: readonly number[];
  lasso: readonly Place[] | null;
}

/** What is drawn over the points: rings, lines to neighbours with their places in the list, and the lasso. */
export function MapOverlay({ stage, hovered, selected, label, neighbours, lasso }: Props) {
  useSyncExternalStore(stage.subscribe, () => stage.version);
  const at = selected >= 0 ? stage.placeOf(selected) : null;
  const over = hovered >= 0 && hovered !== selected ? stage.placeOf(hovered) : null;
  return (
    <svg className={styles.overlay} aria-hidden="true">
      {at &&
        neighbours.map((point) => {
          const [x, y] = stage.placeOf(point);
          return <line key={point} className={styles.line} x1={at[0]} y1={at[1]} x2={x} y2={y} />;
        })}
      {at &&
        neighbours.map((point, place) => {
          const [x, y] = stage.placeOf(point);
          return (
            <g key={point} transform={`translate(${x} ${y})`}>
              <Ring radius={9} className={styles.ring} />
              <text className={styles.rank} x={12} y={4}>
                {place + 1}
              </text>
            </g>
          );
        })}
      {over && (
        <g transform={`translate(${over[0]} ${over[1]})`}>
          <Ring radius={9} className={styles.ring} />
        </g>
      )}
      {at && (
        <g transform={`translate(${at[0]} ${at[1]})`}>
          <Ring radius={11} className={styles.chosen} />
          <text className={styles.label} x={16} y={4}>
            {label}
          </text>
        </g>
      )}
      {lasso && lasso.length > 1 && <polygon className={styles.lasso} points={lasso.join(" ")} />}
    </svg>
  );
}

/** Seen on the ground and on points alike. */
function Ring({ radius, className }: { radius: number; className: string | undefined }) {
  return (
    <>
      <circle className={styles.halo} r={radius} />
      <circle className={className} r={radius} />
    </>
  );
}
