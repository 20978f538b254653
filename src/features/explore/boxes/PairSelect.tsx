import { Select } from "@mantine/core";
import { memo } from "react";
import type { SideRole } from "../../../domain/roles";
import type { Pair, Survey } from "../../../engine/explore/types";
import type { DatasetSummary } from "../../../engine/read/types";
import { segmentName } from "../../../ui/segmentName";

interface Props {
  labels: Survey["labels"];
  summary: DatasetSummary;
  pair: Pair;
  names: readonly [rows: string, columns: string];
  onPair(pair: Pair): void;
}

/** The two segments that a chart divides by; choosing the one that the other has changes places. */
export const PairSelect = memo(function PairSelect({ labels, summary, pair, names, onPair }: Props) {
  const data = (Object.keys(labels) as SideRole[]).map((role) => ({ value: role, label: segmentName(role, summary) }));
  function choose(place: 0 | 1, role: SideRole) {
    const other = pair[1 - place];
    const kept = other === role ? pair[place] : other;
    onPair(place === 0 ? [role, kept] : [kept, role]);
  }
  return (
    <>
      {([0, 1] as const).map((place) => (
        <Select
          key={place}
          size="xs"
          w={136}
          aria-label={names[place]}
          data={data}
          value={pair[place]}
          onChange={(role) => role && choose(place, role as SideRole)}
        />
      ))}
    </>
  );
});
