import { plainColour, withoutVariables } from "./colours";

export const SVG_NS = "http://www.w3.org/2000/svg";

/** What only helps to look at and operate a chart; charts mark their own with `data-transient`. */
const LEFT_OUT = "[data-transient], script, style, foreignObject";
const PAINTS = ["fill", "stroke", "stop-color", "flood-color"];
/** Attributes that mean nothing in a file. */
const IDLE = /^(aria-|data-|on)|^(role|tabindex|class|style|cursor|pointer-events|focusable)$/;
const FIGURES = "font-variant-numeric";

export interface Drawing {
  svg: SVGSVGElement;
  width: number;
  height: number;
}

function lengthOf(svg: SVGSVGElement, side: "width" | "height"): number {
  const written = Number(svg.getAttribute(side));
  return written > 0 ? written : svg.getBoundingClientRect()[side];
}

/** Inline styles as the attributes that they stand for. A variable is none: XML has no names that begin with a hyphen. */
function styleToAttributes(element: SVGElement): void {
  for (const name of element.style) {
    if (name !== FIGURES && !name.startsWith("--")) element.setAttribute(name, element.style.getPropertyValue(name));
  }
}

/** A shape neither filled nor outlined by attributes: an area for the pointer, or the ring of what is focused. */
function isUnseen(element: Element): boolean {
  const isShape = /^(rect|circle|ellipse|path|polygon)$/.test(element.localName);
  const inherited = (name: string) => element.closest(`[${name}]`)?.getAttribute(name);
  return isShape && inherited("fill") === "none" && (inherited("stroke") ?? "none") === "none";
}

/** What the page says about an element. */
interface Page {
  variable(name: string): string;
  /** The element's `color`. */
  color(): string;
}

/** In place of one attribute's value, one that needs no page around it. */
function settle(element: SVGElement, name: string, page: Page): void {
  const value = element.getAttribute(name) ?? "";
  const plain = withoutVariables(value, page.variable).replace(/currentcolor/gi, page.color);
  const colour = PAINTS.includes(name) && !/^(none|url\(|context-)/.test(plain) ? plainColour(plain) : null;
  if (!colour) {
    if (plain !== value) element.setAttribute(name, plain);
    return;
  }
  element.setAttribute(name, colour.hex);
  if (colour.alpha === 1) return;
  const opacity = name.replace(/-color$/, "").concat("-opacity");
  element.setAttribute(opacity, String(colour.alpha * Number(element.getAttribute(opacity) ?? 1)));
}

/** Whether an attribute points to something that a file would have to fetch. */
function isOutside({ name, value }: Attr): boolean {
  return /^(xlink:)?href$/.test(name) && !/^(#|data:)/.test(value);
}

/**
 * A chart's svg as it is seen in the page, on its own: variables and mixed colours are what they come to, and what
 * serves only to operate the chart is left out. Colours and fonts that come from a style sheet by class are not seen.
 */
export function drawingOf(svg: SVGSVGElement): Drawing {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const elementsOf = (root: SVGSVGElement) => [root, ...root.querySelectorAll<SVGElement>("*")];
  const originals = elementsOf(svg);
  const pairs = elementsOf(copy).map((element, i): [SVGElement, SVGElement] => [element, originals[i]]);
  for (const element of copy.querySelectorAll(LEFT_OUT)) element.remove();

  const page = getComputedStyle(svg);
  for (const [element, original] of pairs) {
    styleToAttributes(element);
    if (element !== copy && isUnseen(element)) element.remove();
    for (const attribute of [...element.attributes]) {
      if (IDLE.test(attribute.name) || isOutside(attribute)) element.removeAttribute(attribute.name);
      else
        settle(element, attribute.name, {
          variable: (name) => page.getPropertyValue(name),
          color: () => getComputedStyle(original).color,
        });
    }
  }

  const [width, height] = [lengthOf(svg, "width"), lengthOf(svg, "height")];
  const inherited = {
    width,
    height,
    // Marks and texts may stand out of the svg's box, as they may in the page.
    overflow: "visible",
    "font-size": page.fontSize,
    style: `${FIGURES}: ${page.getPropertyValue(FIGURES) || "normal"}`,
  };
  for (const [name, value] of Object.entries(inherited)) copy.setAttribute(name, String(value));
  return { svg: copy, width, height };
}
