/** A colour as any reader of SVG knows it: six hex digits, and how opaque it is. */
export interface PlainColour {
  hex: string;
  alpha: number;
}

const known = new Map<string, PlainColour | null>();
let canvas: CanvasRenderingContext2D | null = null;

/** Any CSS colour without variables, such as `color-mix(…)`; null is no colour. */
export function plainColour(css: string): PlainColour | null {
  const before = known.get(css);
  if (before !== undefined) return before;
  const colour = CSS.supports("color", css) ? painted(css) : null;
  known.set(css, colour);
  return colour;
}

/** The colour of a pixel that is painted with it: the browser itself does the arithmetic. */
function painted(css: string): PlainColour {
  canvas ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  if (!canvas) throw new Error("This browser draws on no canvas, which reading colours needs.");
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data as unknown as [number, number, number, number];
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  return { hex: `#${hex}`, alpha: Number((alpha / 255).toFixed(3)) };
}

/** Puts the values of variables into CSS text, with their fallbacks where they have none. */
export function withoutVariables(css: string, variable: (name: string) => string): string {
  const start = css.indexOf("var(");
  if (start < 0) return css;
  let depth = 1;
  let end = start + 4;
  for (; end < css.length && depth > 0; end++) {
    if (css[end] === "(") depth++;
    else if (css[end] === ")") depth--;
  }
  const inside = css.slice(start + 4, end - 1);
  const comma = inside.indexOf(",");
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const value = variable(name).trim() || (comma < 0 ? "" : withoutVariables(inside.slice(comma + 1).trim(), variable));
  return css.slice(0, start) + value + withoutVariables(css.slice(end), variable);
}
