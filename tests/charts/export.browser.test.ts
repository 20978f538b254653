import "@fontsource-variable/inter";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { figureSaver } from "../../src/charts/export/figureSaver";
import { figureSvg } from "../../src/charts/export/figureSvg";
import { svgToPng } from "../../src/charts/export/svgToPng";
import { cssVariables, PALETTES } from "../../src/theme/colors";
import type { SavedFigure } from "../../src/ui/ChartCardSaving";

const TEXTS = { title: "Who <b> & why?", sentence: "Cameras, with 41,200 of 90,000.", note: "n = 90,000" };

/** A chart of 200 × 100 pixels with a mark of each kind of colour, 50 pixels wide, and what is not to be saved. */
const CHART = `
  <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
    <rect width="6" height="6" fill="var(--female-fill)" />
  </pattern></defs>
  <rect x="0" y="0" width="50" height="100" fill="var(--training)" class="a" aria-label="one" tabindex="0" />
  <rect x="50" y="0" width="50" height="100" fill="color-mix(in srgb, var(--training) 50%, var(--ground))" />
  <rect x="100" y="0" width="50" height="100" fill="url(#hatch)" />
  <g color="var(--male)"><rect x="150" y="0" width="50" height="50" fill="currentColor" data-mark="3" /></g>
  <rect x="150" y="50" width="50" height="50" style="fill: rgb(255 0 0 / 50%); --chevron-size: 16px" />
  <g stroke="var(--validation)"><path d="M0 95H50" stroke-width="10" fill="none" /></g>
  <g data-transient><rect x="0" y="0" width="200" height="100" fill="var(--bad)" /></g>
  <rect class="ring" x="0" y="0" width="200" height="100" fill="none" stroke="none" pointer-events="all" />
  <image href="https://example.org/a.png" width="10" height="10" />
  <text x="4" y="60" font-size="12">Wörter &amp; Zahlen 0123456789 \u0001</text>`;

let place: HTMLElement;
beforeAll(() => document.fonts.load('14px "Inter Variable"'));
beforeEach(() => {
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => place.remove());

function draw(scheme: "light" | "dark", inside = CHART): SVGSVGElement {
  for (const [name, value] of Object.entries(cssVariables(PALETTES[scheme]))) place.style.setProperty(name, value);
  // A ring as a focused mark has it by its style sheet.
  place.innerHTML = `<style>.ring { stroke: red; stroke-width: 20px }</style>
    <svg width="200" height="100" role="group" aria-label="A chart">${inside}</svg>`;
  return place.querySelector("svg")!;
}

function parsed(svg: string): Document {
  return new DOMParser().parseFromString(svg, "image/svg+xml");
}

/** Reads pixels of an image file. */
async function pixelsOf(file: Blob) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
  });
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.naturalWidth,
    height: image.naturalHeight,
  });
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
  return { width: image.naturalWidth, height: image.naturalHeight, at, context };
}

const svgFile = (svg: string) => new Blob([svg], { type: "image/svg+xml" });
const rgb = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
const between = (one: number[], other: number[]) => one.map((part, i) => (part + other[i]) / 2);

function expectNear(actual: number[], expected: number[]) {
  for (const [i, part] of actual.entries()) expect(Math.abs(part - expected[i])).toBeLessThanOrEqual(2);
}

describe.each(["light", "dark"] as const)("a %s figure as an SVG file", (scheme) => {
  const palette = PALETTES[scheme];

  it("has the colours that the page shows", async () => {
    const svg = await figureSvg(draw(scheme), TEXTS);
    const { at, height } = await pixelsOf(svgFile(svg));
    const top = Number(parsed(svg).querySelector("svg > svg")?.getAttribute("y"));
    const [training, ground] = [rgb(palette.training.line), rgb(palette.ground)];
    const seen = (x: number, y: number) => at(24 + x, top + y);
    expectNear(at(2, 2), ground);
    expectNear(at(246, height - 2), ground);
    expectNear(seen(25, 80), training);
    expectNear(seen(25, 95), rgb(palette.validation.line));
    expectNear(seen(75, 80), between(training, ground));
    expectNear(seen(125, 80), rgb(palette.female.fill));
    expectNear(seen(175, 25), rgb(palette.male.line));
    expectNear(seen(175, 75), between([255, 0, 0], ground));
  });

  it("is an XML document of its own that needs nothing else", async () => {
    const svg = await figureSvg(draw(scheme), TEXTS);
    const document = parsed(svg);
    expect(document.querySelector("parsererror")).toBeNull();
    expect(document.documentElement.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(document.documentElement.getAttribute("viewBox")).toMatch(/^0 0 248 \d+$/);
    const text = [...document.querySelectorAll("text")].map(({ textContent }) => textContent?.trim());
    expect(text.slice(0, 1)).toEqual([TEXTS.title]);
    expect(text).toContain(TEXTS.note);
    const withoutFont = svg.replace(/url\(data:font[^)]*\)/g, "");
    expect(withoutFont).not.toMatch(/var\(|color-mix|currentcolor|https?:(?!\/\/www\.w3\.org)|aria-|tabindex|class=/i);
    expect(document.querySelectorAll("[data-transient], [pointer-events], [role], [data-mark]")).toHaveLength(0);
  });
});

describe("a figure", () => {
  it("is set in the page's font, which is inside it", async () => {
    const svg = await figureSvg(draw("light", '<text x="0" y="80" font-size="60">agR</text>'), { ...TEXTS, title: "" });
    expect(svg).toContain("src:url(data:font/woff2;base64,");
    const [inside, without] = await Promise.all(
      [svg, svg.replace(/<style[\s\S]*?<\/style>/, "").replaceAll("Inter Variable", "No Such Font")].map(inkedColumns),
    );
    place.innerHTML = '<canvas width="248" height="100"></canvas>';
    const context = place.querySelector("canvas")!.getContext("2d")!;
    context.font = '60px "Inter Variable"';
    context.fillText("agR", 24, 80);
    const onPage = columnsOf(context, 0, 100);
    expect(inside).toEqual(onPage);
    expect(without).not.toEqual(onPage);
  });

  it("wraps its sentence to the chart's width", async () => {
    const long = "A sentence that is much longer than two hundred pixels of a chart, so that it takes several lines.";
    const lines = [
      ...parsed(await figureSvg(draw("light"), { ...TEXTS, sentence: long })).querySelectorAll("svg > text"),
    ];
    const shown = lines.filter((line) => line.getAttribute("font-size") === "14").map(({ textContent }) => textContent);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.join(" ")).toBe(long);
  });

  it("is a PNG of twice its size", async () => {
    const svg = await figureSvg(draw("dark"), TEXTS);
    const [once, twice] = [await pixelsOf(svgFile(svg)), await pixelsOf(await svgToPng(svg))];
    expect([twice.width, twice.height]).toEqual([2 * once.width, 2 * once.height]);
    expectNear(twice.at(2, 2), rgb(PALETTES.dark.ground));
    const thrice = await pixelsOf(await svgToPng(svg, 3));
    expect(thrice.width).toBe(3 * once.width);
  });

  it("holds several drawings under one another", async () => {
    const one = draw("light");
    place.append(one.cloneNode(true));
    const document = parsed(await figureSvg([...place.querySelectorAll("svg")], TEXTS));
    const [first, second] = [...document.querySelectorAll("svg > svg")].map((svg) => Number(svg.getAttribute("y")));
    expect(second! - first!).toBeGreaterThanOrEqual(100);
  });

  it("says so where there is nothing to draw or to read", async () => {
    await expect(figureSvg([], TEXTS)).rejects.toThrow("There is no drawing to save.");
    await expect(svgToPng("<svg")).rejects.toThrow(/could not draw/);
  });

  it("is handed over as a file of the format asked for", async () => {
    const figure: SavedFigure = {
      ...TEXTS,
      fileStem: "shop-which",
      drawings: [draw("light")],
      table: { columns: ["Category", "n"], rows: [["Cameras", 41_200]] },
    };
    const saved: [name: string, type: string, start: string][] = [];
    const save = figureSaver((content, name) => void files.push([content, name]));
    const files: [Blob, string][] = [];
    for (const format of ["png", "svg", "csv"] as const) await save(format, figure);
    for (const [content, name] of files) saved.push([name, content.type, (await content.text()).slice(0, 10)]);
    expect(saved).toMatchObject([
      ["shop-which.png", "image/png", expect.stringContaining("PNG")],
      ["shop-which.svg", "image/svg+xml;charset=utf-8", "<?xml vers"],
      ["shop-which.csv", "text/csv;charset=utf-8", expect.stringContaining('"Category')],
    ]);
  });
});

/** Whether anything dark stands in each column of pixels. */
function columnsOf(context: CanvasRenderingContext2D, from: number, height: number): boolean[] {
  const { data } = context.getImageData(0, from, 248, height);
  return Array.from({ length: 248 }, (_, x) =>
    Array.from({ length: height }, (_, y) => (y * 248 + x) * 4).some((i) => data[i] < 128 && data[i + 3] > 128),
  );
}

async function inkedColumns(svg: string): Promise<boolean[]> {
  const { context } = await pixelsOf(svgFile(svg));
  return columnsOf(context, Number(parsed(svg).querySelector("svg > svg")?.getAttribute("y")), 100);
}
