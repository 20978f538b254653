import { EDGE } from "./Mark";
import { pixels } from "./place";

interface Props {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  fillOpacity?: number;
  stroke: string;
}

const RADIUS = 3;

/** A bar that stands on an axis at its left, its free end rounded. */
export function Bar({ x, y, width, height, fill, fillOpacity, stroke }: Props) {
  const r = Math.min(RADIUS, width, height / 2);
  const straight = pixels(width - r);
  return (
    <path
      className={EDGE}
      d={`M${x} ${y}h${straight}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${-straight}z`}
      fill={fill}
      fillOpacity={fillOpacity}
      stroke={stroke}
    />
  );
}
