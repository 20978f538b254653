import { AXIS_TEXT, type Meaning, markStyle, textWidth } from "../look";
import { Box, type BoxFigures } from "./Box";
import type { BoxLayout } from "./boxLayout";
import { FADED, pixels } from "./place";
import { UnderText } from "./UnderText";

export interface PlottedBox extends BoxFigures {
  key: string;
  label: string;
  meaning: Meaning;
  /** Written under the box where there is room. */
  nText: string;
  /** Not of the selection. */
  faded: boolean;
  /** The box in words. */
  spoken: string;
}

interface Props {
  box: PlottedBox;
  index: number;
  layout: BoxLayout;
  /** Left end of its place. */
  x: number;
  /** Of the plot. */
  bottom: number;
  at(value: number): number;
  hatch: string;
}

/** A box in its place with its count under it; "none" where there are no ratings. */
export function BoxColumn({ box, index, layout, x, bottom, at, hatch }: Props) {
  const middle = pixels(x + layout.slot / 2);
  if (box.n === 0) return <None x={middle} y={bottom - 10} isUpright={layout.slot < textWidth("none")} />;
  return (
    <>
      <g opacity={box.faded ? FADED : undefined}>
        <Box figures={box} x={middle} width={layout.box} at={at} {...markStyle(box.meaning, hatch)} />
      </g>
      <UnderText layout={layout.counts} index={index} x={middle} y={bottom + 2} />
    </>
  );
}

function None({ x, y, isUpright }: { x: number; y: number; isUpright: boolean }) {
  const turn = isUpright ? `translate(${pixels(x + 4)} ${y}) rotate(-90)` : `translate(${x} ${y})`;
  return (
    <text {...AXIS_TEXT} textAnchor={isUpright ? "start" : "middle"} transform={turn}>
      none
    </text>
  );
}
