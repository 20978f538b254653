import type { Page } from "playwright";
import { expect } from "vitest";

/** A saved SVG as another program sees it: its size, its texts, and what would not work elsewhere. */
export function lookAt(page: Page, svg: Buffer) {
  return page.evaluate(async (text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const root = parsed.documentElement;
    return {
      broken: parsed.querySelector("parsererror")?.textContent ?? null,
      name: root.localName,
      font: root.getAttribute("font-family"),
      size: [image.naturalWidth, image.naturalHeight],
      texts: Array.from(parsed.querySelectorAll("text"), (each) => each.textContent ?? ""),
      marks: parsed.querySelectorAll("svg svg path, svg svg rect, svg svg circle").length,
      foreign: text.replace(/url\(data:[^)]*\)/g, "").match(/var\(--|currentColor|NaN|undefined|href="http/g) ?? [],
    };
  }, svg.toString("utf8"));
}

/** Width and height in the header of a PNG. */
export function pngSize(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** How many colours a saved PNG has, as the browser decodes it; an empty picture has one. */
export function coloursIn(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png.toString("base64"));
}
