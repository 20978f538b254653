import { shapePath } from "./shapePath";
import { FADED_POINT, HIDDEN_POINT, type PointHue, type PointRenderer, type PointView, type Rgb } from "./types";

/** Smaller points are squares: their shape is not seen, and a rectangle is drawn faster. */
const SMALLEST_SHAPE = 5;

/** Points drawn without a GPU, one after the other. */
export function createCanvasPoints(canvas: HTMLCanvasElement): PointRenderer | null {
  const context = canvas.getContext("2d");
  if (!context) return null;
  let to: Float32Array = new Float32Array(0);
  let from: Float32Array = to;
  let groups: Uint8Array = new Uint8Array(0);
  let states: Uint8Array = groups;
  let hues: readonly PointHue[] = [];

  function drawGroup(group: number, view: PointView, share: number, every: number, isFaded: boolean): void {
    const { scale, left, top, size, width, height } = view;
    const hue = hues[Math.min(group, hues.length - 1)];
    if (!hue || !context) return;
    const isSmall = size < SMALLEST_SHAPE;
    context.globalAlpha = (isFaded ? 0.16 : 0.9) * (size < 3.4 ? 0.35 : isSmall ? 0.7 : 1);
    context.fillStyle = css(isSmall ? hue.line : hue.fill);
    context.strokeStyle = css(hue.line);
    context.beginPath();
    for (let i = 0; i < groups.length; i += every) {
      if (groups[i] !== group || states[i] === HIDDEN_POINT || (states[i] === FADED_POINT) !== isFaded) continue;
      const x = left + (from[2 * i] + share * (to[2 * i] - from[2 * i])) * scale;
      const y = top - (from[2 * i + 1] + share * (to[2 * i + 1] - from[2 * i + 1])) * scale;
      if (x < -size || y < -size || x > width + size || y > height + size) continue;
      if (isSmall) context.rect(x - size / 2, y - size / 2, size, size);
      else shapePath(context, group, x, y, size / 2);
    }
    context.fill();
    if (!isSmall) context.stroke();
  }

  return {
    kind: "canvas",
    setPositions(target, origin) {
      to = target;
      from = origin;
    },
    setGroups(values) {
      groups = values;
    },
    setStates(values) {
      states = values;
    },
    setHues(values) {
      hues = values;
    },
    draw(view, share, every) {
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      context.clearRect(0, 0, view.width, view.height);
      for (const isFaded of [true, false]) {
        for (let group = 0; group < hues.length; group++) drawGroup(group, view, share, every, isFaded);
      }
    },
    finish() {
      context.getImageData(0, 0, 1, 1);
    },
    dispose() {},
  };
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${255 * red} ${255 * green} ${255 * blue})`;
}
