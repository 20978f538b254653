import { Select } from "@mantine/core";
import type { SideRole } from "../../../engine/dataset/types";
import type { Pair } from "../../../engine/eda/types";
import { segmentName } from "../../../ui/segmentName";
import type { Look } from "../look";

interface Props {
  look: Look;
  pair: Pair;
  names: [rows: string, columns: string];
  onPair(pair: Pair): void;
}

/** The two segments that a chart divides by; choosing the one that the other has changes places. */
export function PairSelect({ look, pair, names, onPair }: Props) {
  const data = (Object.keys(look.survey.labels) as SideRole[]).map((role) => ({
    value: role,
    label: segmentName(role, look.summary),
  }));
  function choose(place: 0 | 1, role: SideRole) {
    const other = pair[1 - place]!;
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
}
