import { useCallback, useMemo, useState } from "react";
import { FADED_POINT, HIDDEN_POINT, PLAIN_POINT } from "../../../charts/points/types";
import type { MapGroups } from "../../../engine/recommend/map/types";

/** Which points stand out, and which are shown alone; by their place among the points that are drawn. */
export interface MapChoice {
  /** Drawn around with the lasso, or in view when asked; null for none. */
  picked: readonly number[] | null;
  /** Shown alone; null for all. */
  alone: ReadonlySet<number> | null;
  /** The group that stands out. */
  group: number | null;
}

const NONE: MapChoice = { picked: null, alone: null, group: null };

/** The choice about points that `key` tells from others; about other points nothing is chosen. */
export function useChoice(key: string, count: number, groups: MapGroups | null) {
  const [kept, setKept] = useState({ key, choice: NONE });
  const choice = kept.key === key ? kept.choice : NONE;
  const change = useCallback(
    (part: Partial<MapChoice>) =>
      setKept((before) => ({ key, choice: { ...(before.key === key ? before.choice : NONE), ...part } })),
    [key],
  );
  const { picked, alone, group } = choice;
  const states = useMemo(() => {
    const values = new Uint8Array(count);
    const stands = picked && new Set(picked);
    for (let point = 0; point < count; point++) {
      const isFaded = stands ? !stands.has(point) : group !== null && groups?.groups[point] !== group;
      values[point] = alone && !alone.has(point) ? HIDDEN_POINT : isFaded ? FADED_POINT : PLAIN_POINT;
    }
    return values;
  }, [count, picked, alone, group, groups]);
  return { choice, change, states };
}
