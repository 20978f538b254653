import { UMAP } from "umap-js";
import { Random } from "../../random";
import type { Breathe } from "../breathe";
import type { FactorTable } from "../factors/factorTable";
import { kNearest } from "./kNearest";
import { principalAxes } from "./pca";

/** Comparing all pairs of more points than this takes minutes, and so does laying them out. */
export const MOST_UMAP_POINTS = 10_000;

const NEIGHBOURS = 15;
const SEED = 7;
/** Of the whole work, about what finding neighbours takes at most points. */
const SEARCH_SHARE = 0.3;

/** Half of the width that the layout starts with, as in umap-learn. */
const START = 10;

/**
 * The rows laid out so that near ones stay near: UMAP (McInnes, Healy & Melville 2018) by cosine, with 15 neighbours,
 * from their principal components, seeded. `tell` is told the share that is done. Rejects with what `breathe` rejects with.
 */
export async function umapLayout(
  table: FactorTable,
  breathe: Breathe,
  tell: (share: number) => void,
): Promise<Float32Array> {
  const count = table.codes.length;
  const nNeighbors = Math.min(NEIGHBOURS, count - 1);
  const random = new Random(SEED, "umap");
  const umap = new UMAP({ nComponents: 2, nNeighbors, minDist: 0.1, random: () => random.next() });
  const { indices, distances } = await kNearest(table, nNeighbors, breathe, (done) =>
    tell((SEARCH_SHARE * done) / count),
  );
  umap.setPrecomputedKNN(indices, distances);
  // Of the rows themselves only their number is read: neighbours and distances are given.
  const epochs = umap.initializeFit(Array.from({ length: count }, () => []));
  startFrom(principalAxes(table).xy, umap.getEmbedding(), random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    tell(SEARCH_SHARE + ((1 - SEARCH_SHARE) * (epoch + 1)) / epochs);
    await breathe();
  }
  return Float32Array.from(umap.getEmbedding().flat());
}

/** Put the points, which are arrays of the library, where they shall start; equal ones a little apart. */
function startFrom(xy: Float32Array, points: number[][], random: Random): void {
  const widest = xy.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = widest > 0 ? START / widest : 1;
  points.forEach((point, i) => {
    point[0] = scale * xy[2 * i] + 1e-3 * random.normal();
    point[1] = scale * xy[2 * i + 1] + 1e-3 * random.normal();
  });
}
