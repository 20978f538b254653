import { UMAP } from "umap-js";
import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/domain/random";
import { factorTable } from "../../../../src/engine/recommend/factors/factorTable";
import { fuzzyGraph } from "../../../../src/engine/recommend/map/fuzzyGraph";
import { kNearest } from "../../../../src/engine/recommend/map/kNearest";
import { umapLayout } from "../../../../src/engine/recommend/map/umap";
import { noBreath } from "../smallShop";

const POINTS = 240;
const K = 14;

/** Eight directions in six dimensions, and points around each. */
function cloud() {
  const random = new Random(3);
  const normal = () => random.normal();
  const centres = Array.from({ length: 8 }, () => Array.from({ length: 6 }, normal));
  return factorTable(
    Int32Array.from({ length: POINTS }, (_, code) => code),
    (code) => Float32Array.from(centres[code % 8], (value) => value + 0.3 * normal()),
  );
}

const table = cloud();
const row = (i: number) => Array.from(table.rows.subarray(6 * i, 6 * i + 6));

function cosine(a: number[], b: number[]): number {
  const dot = a.reduce((sum, value, k) => sum + value * b[k], 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

test("the nearest rows are those of a plain sort by cosine", async () => {
  const nearest = await kNearest(table, K, noBreath, () => {});
  for (const i of [0, 17, 239]) {
    const sorted = Array.from({ length: POINTS }, (_, j) => j).filter((j) => j !== i);
    sorted.sort((a, b) => cosine(row(i), row(b)) - cosine(row(i), row(a)));
    expect(Array.from(nearest.indices.subarray(i * K, (i + 1) * K))).toEqual(sorted.slice(0, K));
    expect(nearest.distances[i * K]).toBeCloseTo(1 - cosine(row(i), row(sorted[0])), 5);
  }
});

describe("beside umap-js", () => {
  /** The other implementation on the same neighbours, which it lists with the point itself first. */
  async function other() {
    const { indices, distances } = await kNearest(table, K, noBreath, () => {});
    const random = new Random(1);
    const umap = new UMAP({ nNeighbors: K + 1, random: () => random.next() });
    const listed = (values: ArrayLike<number>, own: (i: number) => number) =>
      Array.from({ length: POINTS }, (_, i) => [own(i), ...Array.from(values).slice(i * K, (i + 1) * K)]);
    umap.setPrecomputedKNN(
      listed(indices, (i) => i),
      listed(distances, () => 0),
    );
    umap.initializeFit(Array.from({ length: POINTS }, (_, i) => row(i)));
    return umap;
  }

  test("points belong together by the same weights", async () => {
    const { graph } = (await other()) as unknown as { graph: { get(row: number, column: number): number } };
    const { from, to, weights } = fuzzyGraph(await kNearest(table, K, noBreath, () => {}));
    expect(weights.length).toBeGreaterThan(POINTS * K);
    weights.forEach((weight, pair) => {
      expect(weight).toBeCloseTo(graph.get(from[pair], to[pair]), 3);
    });
  });

  test("as many neighbours stay neighbours", async () => {
    const umap = await other();
    for (let epoch = 0; epoch < 500; epoch++) umap.step();
    const theirs = await keptBy(Float32Array.from(umap.getEmbedding().flat()));
    const ours = await keptBy(await umapLayout(table, noBreath, () => {}));
    expect(ours).toBeGreaterThan(theirs - 0.03);
    expect(ours).toBeGreaterThan(0.5);
  });
});

/** Share of each point's nearest ten that are among its nearest ten of the layout. */
async function keptBy(xy: Float32Array): Promise<number> {
  const nearest = await kNearest(table, 10, noBreath, () => {});
  const distance = (i: number, j: number) => Math.hypot(xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1]);
  let kept = 0;
  for (let i = 0; i < POINTS; i++) {
    const near = Array.from({ length: POINTS }, (_, j) => j).filter((j) => j !== i);
    near.sort((a, b) => distance(i, a) - distance(i, b));
    const original = new Set(nearest.indices.subarray(i * 10, (i + 1) * 10));
    kept += near.slice(0, 10).filter((j) => original.has(j)).length;
  }
  return kept / (10 * POINTS);
}

test("points that are all alike get places of their own", async () => {
  const alike = factorTable(
    Int32Array.from({ length: 40 }, (_, code) => code),
    () => Float32Array.of(1, 2),
  );
  const xy = await umapLayout(alike, noBreath, () => {});
  expect(xy.every(Number.isFinite)).toBe(true);
  expect(new Set(xy).size).toBeGreaterThan(40);
});
