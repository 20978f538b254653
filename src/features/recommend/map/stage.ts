import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import { createCanvasPoints } from "../../../charts/points/canvasPoints";
import { isInside, type Place } from "../../../charts/points/lasso";
import { PointGrid } from "../../../charts/points/pointGrid";
import { HIDDEN_POINT, type PointHue, type PointRenderer, type PointView } from "../../../charts/points/types";
import { createWebglPoints } from "../../../charts/points/webglPoints";
import { cameraView, type Fit, fitTo, pointSize, toScreen, zoomedFit } from "./camera";

/** At the right, for the tools over the map: nothing is fitted under them. */
export const TOOLS_WIDTH = 52;
const GLIDE_MS = 150;
/** So many points are drawn in time by any machine. */
const FEW = 5000;
/** Of a frame, for the points: the page has to be put together as well. */
const FRAME_MS = 8;
/** However slow the machine. */
const LEAST_EVERY = 32;
/** After the last of the frames that leave points out. */
const REST_MS = 120;
const FARTHEST_ZOOM: [number, number] = [0.5, 60];
/** Pixels around the pointer in which a point is met. */
const REACH = 14;

/** The points on their canvas, how they are zoomed, and which of them is where. Not of React: it draws each frame. */
export class Stage {
  /** Grows with each frame; what is drawn over the points follows it. */
  version = 0;
  /** Pointers draw a line around points instead of moving the map. */
  lassoing = false;
  private readonly renderer: PointRenderer | null;
  private readonly zooming = zoom<HTMLElement, unknown>().scaleExtent(FARTHEST_ZOOM);
  private readonly listeners = new Set<() => void>();
  private xy: Float32Array = new Float32Array(0);
  private from: Float32Array = new Float32Array(0);
  private states: Uint8Array = new Uint8Array(0);
  private grid: PointGrid | null = null;
  private fit: Fit = { scale: 1, left: 0, top: 0 };
  private zoomed: ZoomTransform = zoomIdentity;
  private width = 0;
  private height = 0;
  private glideStart = Number.NEGATIVE_INFINITY;
  private frame = 0;
  /** While points move, every so-manieth is drawn: as few as this machine draws in time. Null until it was timed. */
  private every: number | null = null;
  /** Until the points come to rest: then all of them are drawn. */
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    /** Called when the browser took the GPU away: another canvas is needed. */
    onLost: () => void,
  ) {
    canvas.addEventListener("webglcontextlost", onLost, { once: true });
    this.renderer = createWebglPoints(canvas) ?? createCanvasPoints(canvas);
    this.zooming
      // One finger scrolls the page.
      .filter((event: Event) => {
        if (this.lassoing || (event instanceof MouseEvent && (event.shiftKey || event.button !== 0))) return false;
        return "touches" in event ? (event as TouchEvent).touches.length > 1 : true;
      })
      .on("zoom", ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => {
        this.zoomed = transform;
        this.request();
      });
    select(host).call(this.zooming).on("dblclick.zoom", null);
  }

  /** How the points are drawn; null where a browser can draw neither way. */
  get kind(): PointRenderer["kind"] | null {
    return this.renderer?.kind ?? null;
  }

  get size(): [width: number, height: number] {
    return [this.width, this.height];
  }

  get camera(): Fit {
    return zoomedFit(this.fit, this.zoomed);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  dispose(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.resting);
    select(this.host).on(".zoom", null);
    this.renderer?.dispose();
  }

  resize(width: number, height: number): void {
    if (width === 0 || height === 0 || (width === this.width && height === this.height)) return;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    [this.width, this.height] = [width, height];
    this.zooming.extent([
      [0, 0],
      [width, height],
    ]);
    this.fitAll();
    // At once: the changed canvas is empty.
    this.draw();
  }

  /** New places of the points; those of as many points as before may glide there. */
  setPositions(xy: Float32Array, glides: boolean): void {
    const isSame = xy.length === this.xy.length;
    this.from = glides && isSame ? this.xy : xy;
    this.glideStart = glides && isSame ? performance.now() : Number.NEGATIVE_INFINITY;
    if (!isSame) this.every = null;
    this.xy = xy;
    this.grid = null;
    this.renderer?.setPositions(this.xy, this.from);
    this.request();
  }

  setLooks(groups: Uint8Array, states: Uint8Array): void {
    this.states = states;
    this.renderer?.setGroups(groups);
    this.renderer?.setStates(states);
    this.request();
  }

  setHues(hues: readonly PointHue[]): void {
    this.renderer?.setHues(hues);
    this.request();
  }

  /** Show all that is not hidden. */
  fitAll(): void {
    if (this.width === 0) return;
    const width = Math.max(1, this.width - TOOLS_WIDTH);
    this.fit = fitTo(this.xy, (point) => this.states[point] !== HIDDEN_POINT, width, this.height);
    select(this.host).call(this.zooming.transform, zoomIdentity);
    this.request();
  }

  zoomBy(factor: number): void {
    select(this.host).call(this.zooming.scaleBy, factor);
  }

  panBy(x: number, y: number): void {
    select(this.host).call(this.zooming.translateBy, x / this.zoomed.k, y / this.zoomed.k);
  }

  /** Bring a point to the middle, near enough to be told from others. */
  centreOn(point: number): void {
    const k = Math.max(this.zoomed.k, 2.5);
    const [x, y] = toScreen(this.fit, this.xy, point);
    const moved = zoomIdentity.translate(this.width / 2 - k * x, this.height / 2 - k * y).scale(k);
    select(this.host).call(this.zooming.transform, moved);
  }

  /** Where a point is drawn, in pixels. */
  placeOf(point: number): [x: number, y: number] {
    const share = this.share();
    const [x, y] = toScreen(this.camera, this.xy, point);
    if (share === 1) return [x, y];
    const [fromX, fromY] = toScreen(this.camera, this.from, point);
    return [fromX + share * (x - fromX), fromY + share * (y - fromY)];
  }

  /** The point under a pixel; -1 where there is none near. */
  hit(x: number, y: number, reach = REACH): number {
    this.grid ??= new PointGrid(this.xy);
    const { scale, left, top } = this.camera;
    return this.grid.nearest(
      (x - left) / scale,
      (top - y) / scale,
      reach / scale,
      (p) => this.states[p] !== HIDDEN_POINT,
    );
  }

  /** The points inside of a line, in pixels. */
  inside(line: readonly Place[]): number[] {
    return this.shown((x, y) => isInside(x, y, line));
  }

  inView(): number[] {
    return this.shown((x, y) => x >= 0 && y >= 0 && x <= this.width && y <= this.height);
  }

  private shown(holds: (x: number, y: number) => boolean): number[] {
    const { camera, xy } = this;
    const found: number[] = [];
    for (let point = 0; 2 * point < xy.length; point++) {
      if (this.states[point] !== HIDDEN_POINT && holds(...toScreen(camera, xy, point))) found.push(point);
    }
    return found;
  }

  /** Of the way of a glide, easing out. */
  private share(): number {
    const passed = (performance.now() - this.glideStart) / GLIDE_MS;
    return passed >= 1 ? 1 : 1 - (1 - Math.max(0, passed)) ** 3;
  }

  /** Draw with the next frame. */
  private request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
  }

  /** How long all points take decides how many are drawn while they move. */
  private time(view: PointView): void {
    this.every = 1;
    if (!this.renderer || this.xy.length / 2 < FEW) return;
    // The first time a program is used it takes longer.
    this.renderer.draw(view, 1, 16);
    this.renderer.finish();
    const start = performance.now();
    this.renderer.draw(view, 1, 1);
    this.renderer.finish();
    const passed = performance.now() - start;
    while (passed / this.every > FRAME_MS && this.every < LEAST_EVERY) this.every *= 2;
  }

  private draw(atRest = false): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.width === 0) return;
    const every = atRest ? 1 : (this.every ?? 1);
    clearTimeout(this.resting);
    if (every > 1) this.resting = setTimeout(() => this.frame === 0 && this.draw(true), REST_MS);
    const share = this.share();
    const size = pointSize(this.xy.length / 2, this.zoomed.k);
    const view = cameraView(this.camera, size, this.width, this.height, window.devicePixelRatio || 1);
    if (this.every === null) this.time(view);
    this.renderer?.draw(view, share, every);
    this.version++;
    for (const listener of this.listeners) listener();
    if (share < 1) this.request();
  }
}
