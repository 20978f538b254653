import { svgShape } from "../../../charts/points/shapePath";
import { SHAPES } from "../../../charts/points/types";
import type { MapGroups } from "../../../engine/recommend/map/types";
import type { Hue } from "../../../theme/colors";
import { formatAmount, formatCount } from "../../../ui/format";
import styles from "./MapLegend.module.css";

interface Props {
  groups: MapGroups;
  hues: readonly Hue[];
  /** The group that stands out; null where all do. */
  chosen: number | null;
  onChoose(group: number | null): void;
}

const SIZE = 14;

/** What the points' colours and shapes stand for; an entry that is pressed lets its points stand out. */
export function MapLegend({ groups, hues, chosen, onChoose }: Props) {
  const { labels, counts, others, unknown } = groups;
  if (labels.length === 0) return null;
  const entries = [
    ...labels.map((label, i) => ({ group: i + 1, label, points: counts[i] })),
    ...(others.points > 0
      ? [{ group: labels.length + 1, label: formatAmount(others.values, "other"), points: others.points }]
      : []),
    ...(unknown > 0 ? [{ group: 0, label: "Unknown", points: unknown }] : []),
  ];
  return (
    <ul className={styles.legend} aria-label="Colours" data-testid="map-legend">
      {entries.map(({ group, label, points }) => (
        <li key={group}>
          <button
            type="button"
            className={styles.entry}
            aria-pressed={chosen === group}
            onClick={() => onChoose(chosen === group ? null : group)}
          >
            <svg width={SIZE} height={SIZE} aria-hidden="true">
              <path
                d={svgShape(group < SHAPES.length ? group : 0, SIZE / 2, SIZE / 2, SIZE / 2 - 0.5)}
                fill={hues[Math.min(group, hues.length - 1)].fill}
                stroke={hues[Math.min(group, hues.length - 1)].line}
              />
            </svg>
            <span className={styles.label}>{label}</span>
            <span className={styles.points}>{formatCount(points)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
