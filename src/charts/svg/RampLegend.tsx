import { AXIS_TEXT, textWidth } from "../look";
import { Legend, placeLegend } from "./Legend";
import type { Shade } from "./ramp";
import { Silent } from "./Silent";

interface Props {
  parts: readonly string[];
  shades: readonly Shade[];
  width: number;
}

const SWATCH = 11;

function Swatch({ x, shade }: { x: number; shade: Shade }) {
  const { text: _, ...fill } = shade;
  return <rect x={x + 0.5} y={0.5} width={SWATCH} height={SWATCH} rx={2} {...fill} />;
}

/** What the shades of a ramp stand for, in one line: where there is little width, only its ends are named. */
export function RampLegend({ parts, shades, width }: Props) {
  const entries = parts.map((label, index) => ({ label, mark: <Swatch x={0} shade={shades[index]} /> }));
  const placed = placeLegend(entries, width);
  if ((placed.at(-1)?.line ?? 0) === 0) return <Legend entries={placed} />;
  const [first, last] = [parts[0], parts.at(-1)];
  const from = textWidth(first) + 6;
  const pitch = SWATCH + 3;
  return (
    <Silent>
      <text {...AXIS_TEXT} y={10}>
        {first}
      </text>
      {shades.map((shade, index) => (
        <Swatch key={parts[index]} x={from + index * pitch} shade={shade} />
      ))}
      <text {...AXIS_TEXT} x={from + shades.length * pitch + 4} y={10}>
        {last}
      </text>
    </Silent>
  );
}
