import { AXIS_TEXT } from "../look";
import { pixels } from "./place";

/** How texts stand under their places. */
export interface UnderLayout {
  /** Each text's lines; empty where it is not shown. */
  lines: readonly (readonly string[])[];
  isUpright: boolean;
  height: number;
}

export const UNDER_LINE = 15;

interface Props {
  layout: UnderLayout;
  index: number;
  /** Middle of the place. */
  x: number;
  /** Its top. */
  y: number;
  fill?: string;
}

/** The text under a place, in lines or upright where there is little width. */
export function UnderText({ layout, index, x, y, fill = AXIS_TEXT.fill }: Props) {
  const lines = layout.lines[index] ?? [];
  if (layout.isUpright) {
    const turn = `translate(${pixels(x + 4)} ${pixels(y + 4)}) rotate(-90)`;
    return (
      <text {...AXIS_TEXT} fill={fill} textAnchor="end" transform={turn}>
        {lines[0]}
      </text>
    );
  }
  return lines.map((line, row) => (
    <text key={line} {...AXIS_TEXT} fill={fill} textAnchor="middle" x={x} y={y + 12 + row * UNDER_LINE}>
      {line}
    </text>
  ));
}
