import { FONT_STACK } from "./fonts";

export interface TextLook {
  size: number;
  weight: number;
  /** From one baseline to the next. */
  leading: number;
}

let canvas: CanvasRenderingContext2D | null = null;

function widthOf(text: string, { size, weight }: TextLook): number {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return text.length * size * 0.55;
  canvas.font = `${weight} ${size}px ${FONT_STACK}`;
  return canvas.measureText(text).width;
}

/** The text in lines no wider than `room`, broken between words, and within a word only where it is wider itself. */
export function wrapped(
  text: string,
  room: number,
  look: TextLook,
  measure: (text: string, look: TextLook) => number = widthOf,
): string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (longer: string) => measure(longer, look) <= room;
  // A no-break space is not a place to break.
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const char of word) {
      if (line && !fits(line + char)) {
        lines.push(line);
        line = "";
      }
      line += char;
    }
  }
  return line ? [...lines, line] : lines;
}
