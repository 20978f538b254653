import { plainColour } from "./colours";
import { type Drawing, drawingOf, SVG_NS } from "./drawing";
import { embeddedFont, FONT_STACK } from "./fonts";
import { type TextLook, wrapped } from "./lines";

export interface FigureTexts {
  /** The question. */
  title: string;
  /** The answer. */
  sentence: string;
  /** What was counted, and the filters. */
  note: string;
}

const MARGIN = 24;
const TITLE: TextLook = { size: 16, weight: 600, leading: 24 };
const SENTENCE: TextLook = { size: 14, weight: 400, leading: 20 };
const NOTE: TextLook = { size: 12, weight: 400, leading: 16 };
/** Between texts and drawings, and between two drawings. */
const GAP = { title: 4, texts: 16, drawings: 24, note: 12 };
/** Lines of text are no longer than is good to read. */
const LONGEST_LINE = 680;

function svgElement(name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const element = document.createElementNS(SVG_NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The page's colour of this name. */
function colourIn(svg: SVGSVGElement, name: string, otherwise: string): string {
  return plainColour(getComputedStyle(svg).getPropertyValue(name).trim())?.hex ?? otherwise;
}

/** Lays out from top to bottom. */
class Column {
  y = MARGIN;

  constructor(
    private readonly root: SVGElement,
    private readonly room: number,
  ) {}

  text(text: string, look: TextLook, fill: string): void {
    for (const line of wrapped(text, Math.min(this.room, LONGEST_LINE), look)) {
      // The baseline, for a line of text in the middle of its leading.
      const y = this.y + look.leading / 2 + look.size * 0.36;
      const font = { "font-size": look.size, "font-weight": look.weight };
      this.root.append(svgElement("text", { x: MARGIN, y, ...font, fill }, line));
      this.y += look.leading;
    }
  }

  drawing({ svg, height }: Drawing): void {
    svg.setAttribute("x", String(MARGIN));
    svg.setAttribute("y", String(this.y));
    this.root.append(svg);
    this.y += height;
  }
}

/** Characters that XML does not allow, which names in data may hold. */
function validXml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "");
}

/**
 * A standalone SVG document of a chart as it is seen in the page, light or dark, with its question, its answer and its
 * note. It needs nothing else: colours are plain, the font is inside. Several svgs stand under one another.
 */
export async function figureSvg(charts: SVGSVGElement | readonly SVGSVGElement[], texts: FigureTexts): Promise<string> {
  const sources = charts instanceof SVGSVGElement ? [charts] : charts;
  const [first] = sources;
  if (!first) throw new Error("There is no drawing to save.");
  const drawings = sources.map(drawingOf);
  const colours = {
    ground: colourIn(first, "--ground", "#ffffff"),
    ink: colourIn(first, "--ink", "#000000"),
    muted: colourIn(first, "--muted", "#5b626d"),
  };
  const room = Math.max(...drawings.map(({ width }) => width));
  const width = Math.ceil(room + 2 * MARGIN);
  const root = svgElement("svg", { width, "font-family": FONT_STACK });
  const ground = svgElement("rect", { width: "100%", height: "100%", fill: colours.ground });
  root.append(svgElement("title", {}, texts.title), ground);

  const column = new Column(root, room);
  column.text(texts.title, TITLE, colours.ink);
  column.y += GAP.title;
  column.text(texts.sentence, SENTENCE, colours.muted);
  column.y += GAP.texts;
  drawings.forEach((drawing, i) => {
    if (i > 0) column.y += GAP.drawings;
    column.drawing(drawing);
  });
  column.y += GAP.note;
  column.text(texts.note, NOTE, colours.muted);
  const height = Math.ceil(column.y + MARGIN);
  root.setAttribute("height", String(height));
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);

  const font = await embeddedFont(root.textContent ?? "");
  if (font) root.prepend(svgElement("style", {}, font));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${validXml(new XMLSerializer().serializeToString(root))}\n`;
}
