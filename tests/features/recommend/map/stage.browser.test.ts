import { afterEach, expect, test } from "vitest";
import { createCanvasPoints } from "../../../../src/charts/points/canvasPoints";
import { FADED_POINT, HIDDEN_POINT, PLAIN_POINT, type PointHue } from "../../../../src/charts/points/types";
import { fitTo } from "../../../../src/features/recommend/map/camera";
import { Stage, TOOLS_WIDTH } from "../../../../src/features/recommend/map/stage";

const RED: PointHue = { fill: [1, 0, 0], line: [1, 0, 0] };
const BLUE: PointHue = { fill: [0, 0, 1], line: [0, 0, 1] };
const GREY: PointHue = { fill: [0.5, 0.5, 0.5], line: [0.5, 0.5, 0.5] };
const [WIDTH, HEIGHT] = [400, 300];

let place: HTMLElement;
let stage: Stage | undefined;
afterEach(() => {
  stage?.dispose();
  stage = undefined;
  place.remove();
});

/** A map of points with a group each. */
function show(xy: number[], groups: number[], states = groups.map(() => PLAIN_POINT)) {
  place = document.body.appendChild(document.createElement("div"));
  place.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${WIDTH}px; height: ${HEIGHT}px`;
  const canvas = place.appendChild(document.createElement("canvas"));
  canvas.style.cssText = "width: 100%; height: 100%";
  stage = new Stage(place, canvas, () => {});
  stage.setHues([GREY, RED, BLUE]);
  stage.setPositions(Float32Array.from(xy), false);
  stage.setLooks(Uint8Array.from(groups), Uint8Array.from(states));
  stage.resize(WIDTH, HEIGHT);
  return { stage, canvas };
}

/** Red, green, blue and alpha at some pixels. */
function pixelsNow(canvas: HTMLCanvasElement, places: readonly (readonly [number, number])[]): number[][] {
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d")!;
  context.drawImage(canvas, 0, 0);
  const ratio = window.devicePixelRatio;
  return places.map(([x, y]) => [...context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data]);
}

/** The same, read within the frame that drew them. */
function nextFrame(
  { stage, canvas }: ReturnType<typeof show>,
  places: (readonly [number, number])[],
  change = () => {},
) {
  return new Promise<number[][]>((resolve) => {
    const unsubscribe = stage.subscribe(() => {
      unsubscribe();
      resolve(pixelsNow(canvas, places));
    });
    change();
    stage.zoomBy(1);
  });
}

/** Corners of a square around a point in the middle; it fits with 18 pixels to spare above and below. */
const SQUARE = [-1, 1, 1, 1, 1, -1, -1, -1, 0, 0];
const SIDE = HEIGHT / 2 - 18;
const MIDDLE = (WIDTH - TOOLS_WIDTH) / 2;
const at = (x: number, y: number) => [MIDDLE + x * SIDE, HEIGHT / 2 - y * SIDE] as const;

test("points are drawn by WebGL where they belong, in the colours of their groups", async () => {
  const map = show(SQUARE, [1, 2, 1, 2, 0]);
  expect(map.stage.kind).toBe("webgl");
  const [topLeft, topRight, middle, empty] = await nextFrame(map, [at(-1, 1), at(1, 1), at(0, 0), at(0.5, 0)]);
  expect(topLeft).toEqual([255, 0, 0, expect.any(Number)]);
  expect(topLeft![3]).toBeGreaterThan(200);
  expect(topRight!.slice(0, 3)).toEqual([0, 0, 255]);
  expect(middle![0]).toBe(middle![2]);
  expect(empty).toEqual([0, 0, 0, 0]);
});

test("hidden points are not drawn, and faded ones are lighter", async () => {
  const map = show(SQUARE, [1, 1, 1, 1, 1], [HIDDEN_POINT, FADED_POINT, PLAIN_POINT, PLAIN_POINT, PLAIN_POINT]);
  // What is shown is still as wide and high.
  const [hidden, faded, plain] = await nextFrame(map, [at(-1, 1), at(1, 1), at(1, -1)]);
  expect(hidden![3]).toBe(0);
  expect(faded![3]).toBeGreaterThan(20);
  expect(faded![3]).toBeLessThan(90);
  expect(plain![3]).toBeGreaterThan(200);
});

test("the point under the pointer is found, also after zooming and moving", () => {
  const { stage } = show(SQUARE, [1, 2, 1, 2, 0]);
  expect(stage.hit(...at(1, 1))).toBe(1);
  expect(stage.hit(at(0, 0)[0] + 9, at(0, 0)[1])).toBe(4);
  expect(stage.hit(...at(0.5, 0))).toBe(-1);
  stage.zoomBy(2);
  stage.panBy(30, -20);
  for (const point of [0, 1, 2, 3, 4]) expect(stage.hit(...stage.placeOf(point))).toBe(point);
  // The middle of the points moves away from that of the map as it is zoomed into.
  expect(stage.placeOf(4)).toEqual([WIDTH / 2 - TOOLS_WIDTH + 30, HEIGHT / 2 - 20]);
  stage.centreOn(2);
  expect(stage.hit(WIDTH / 2, HEIGHT / 2)).toBe(2);
  stage.fitAll();
  expect(stage.placeOf(2)[0]).toBeCloseTo(at(1, -1)[0], 3);
});

test("a line around points finds them, and not those that are hidden", () => {
  const { stage } = show(SQUARE, [1, 1, 1, 1, 1], [PLAIN_POINT, PLAIN_POINT, PLAIN_POINT, HIDDEN_POINT, PLAIN_POINT]);
  const [left, top] = at(-1.2, 0.5);
  const [right, bottom] = at(0.5, -1.2);
  const line = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  expect(stage.inside(line)).toEqual([4]);
  stage.zoomBy(3);
  expect(stage.inView()).toEqual([4]);
});

test("points glide from where they were", async () => {
  const map = show(SQUARE, [1, 1, 1, 1, 1]);
  const moved = Float32Array.from(SQUARE);
  moved.set([0.6, 0.2], 8);
  map.stage.setPositions(moved, true);
  const [x] = map.stage.placeOf(4);
  expect(x).toBeLessThan(at(0.3, 0)[0]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(map.stage.placeOf(4)[0]).toBeCloseTo(at(0.6, 0)[0], 3);
  const [there, before] = await nextFrame(map, [at(0.6, 0.2), at(0, 0)]);
  expect(there![3]).toBeGreaterThan(200);
  expect(before![3]).toBe(0);
});

test("many points are all drawn at rest, however few while they move", async () => {
  // So many that they cover the square they are in, point by point.
  const side = 160;
  const xy = Array.from({ length: side * side }, (_, i) => [(i % side) / side, Math.floor(i / side) / side]).flat();
  const map = show(
    xy,
    Array.from({ length: side * side }, () => 1),
  );
  const places = Array.from({ length: 100 }, (_, i) => at(-0.9 + 0.18 * (i % 10), -0.9 + 0.18 * Math.floor(i / 10)));
  const covered: number[] = [];
  map.stage.subscribe(() => covered.push(pixelsNow(map.canvas, places).filter(([, , , alpha]) => alpha! > 0).length));
  map.stage.zoomBy(1.001);
  await expect.poll(() => covered.at(-1)).toBe(100);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(covered.at(-1)).toBe(100);
});

test("without WebGL a canvas draws the same places", () => {
  place = document.body.appendChild(document.createElement("div"));
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  const points = createCanvasPoints(canvas)!;
  const xy = Float32Array.from(SQUARE);
  points.setHues([GREY, RED, BLUE]);
  points.setPositions(xy, xy);
  points.setGroups(Uint8Array.of(1, 2, 1, 2, 0));
  points.setStates(Uint8Array.of(PLAIN_POINT, PLAIN_POINT, HIDDEN_POINT, PLAIN_POINT, PLAIN_POINT));
  const fit = fitTo(xy, () => true, WIDTH - TOOLS_WIDTH, HEIGHT);
  points.draw({ ...fit, width: WIDTH, height: HEIGHT, ratio: 1, size: 11 }, 1, 1);
  const context = canvas.getContext("2d")!;
  const pixel = (x: number, y: number) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data];
  expect(pixel(...at(-1, 1)).slice(0, 3)).toEqual([255, 0, 0]);
  expect(pixel(...at(1, 1)).slice(0, 3)).toEqual([0, 0, 255]);
  expect(pixel(...at(1, -1))[3]).toBe(0);
});
