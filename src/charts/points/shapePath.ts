import { SHAPES } from "./types";

/** What draws a path: a canvas, or `svgPath`. */
interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  arc(x: number, y: number, radius: number, from: number, to: number, backwards: boolean): void;
}

/** Corners of the shapes in a square from -1 to 1, y down; the others are round. */
const CORNERS: Partial<Record<(typeof SHAPES)[number], readonly (readonly [number, number])[]>> = {
  square: [
    [-0.72, -0.72],
    [0.72, -0.72],
    [0.72, 0.72],
    [-0.72, 0.72],
  ],
  triangle: [
    [0, -0.84],
    [0.9, 0.72],
    [-0.9, 0.72],
  ],
  "triangle down": [
    [0, 0.84],
    [-0.9, -0.72],
    [0.9, -0.72],
  ],
  diamond: [
    [0, -0.93],
    [0.93, 0],
    [0, 0.93],
    [-0.93, 0],
  ],
  plus: cross(0),
  cross: cross(Math.PI / 4),
};

function cross(angle: number): [number, number][] {
  return [0, 1, 2, 3].flatMap((side) => {
    const turn = angle + (side * Math.PI) / 2;
    return [
      [0.3, -0.3],
      [0.9, -0.3],
      [0.9, 0.3],
    ].map(([x, y]): [number, number] => [
      x * Math.cos(turn) - y * Math.sin(turn),
      x * Math.sin(turn) + y * Math.cos(turn),
    ]);
  });
}

/** Add a group's shape to a path. */
export function shapePath(pen: Pen, group: number, x: number, y: number, radius: number): void {
  const shape = SHAPES[group] ?? "disc";
  const corners = CORNERS[shape];
  if (!corners) {
    const round = radius * (shape === "ring" ? 0.86 : 0.82);
    pen.moveTo(x + round, y);
    pen.arc(x, y, round, 0, 2 * Math.PI, false);
    if (shape !== "ring") return;
    // The other way round, so that it is a hole.
    const hole = radius * 0.34;
    pen.moveTo(x + hole, y);
    pen.arc(x, y, hole, 0, 2 * Math.PI, true);
    return;
  }
  corners.forEach(([cx, cy], i) => {
    if (i === 0) pen.moveTo(x + cx * radius, y + cy * radius);
    else pen.lineTo(x + cx * radius, y + cy * radius);
  });
  pen.closePath();
}

/** The same as the path of an svg, for a legend. */
export function svgShape(group: number, x: number, y: number, radius: number): string {
  const parts: string[] = [];
  shapePath(
    {
      moveTo: (px, py) => parts.push(`M${px} ${py}`),
      lineTo: (px, py) => parts.push(`L${px} ${py}`),
      closePath: () => parts.push("Z"),
      arc(cx, cy, r, _from, _to, backwards) {
        const sweep = backwards ? 0 : 1;
        parts.push(`A${r} ${r} 0 0 ${sweep} ${cx - r} ${cy}A${r} ${r} 0 0 ${sweep} ${cx + r} ${cy}Z`);
      },
    },
    group,
    x,
    y,
    radius,
  );
  return parts.join("");
}
