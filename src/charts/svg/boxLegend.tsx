import { type Meaning, markStyle } from "../look";
import { Diamond } from "./Box";
import { LEGEND_MARK, type LegendEntry } from "./Legend";

interface Kind {
  label: string;
  meaning: Meaning;
}

/** An entry for each kind of box where there are several, and one for the mean. */
export function boxLegend(boxes: readonly Kind[], meanText: string | undefined, hatch: string): LegendEntry[] {
  const kinds = boxes.filter((box, index) => boxes.findIndex(({ label }) => label === box.label) === index);
  const entries = kinds.map(({ label, meaning }) => ({
    label,
    mark: <rect x={0.5} y={0.5} width={11} height={11} rx={2} {...markStyle(meaning, hatch)} />,
  }));
  const diamond = <Diamond x={LEGEND_MARK / 2} y={LEGEND_MARK / 2} size={4.5} />;
  return [...(kinds.length > 1 ? entries : []), ...(meanText ? [{ label: meanText, mark: diamond }] : [])];
}
