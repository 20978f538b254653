import type { Dataset } from "./types";

interface Column {
  readonly length: number;
  [row: number]: number;
}

/** The Dataset of these rows alone, in their order. Vocabularies stay whole, so that codes mean the same. */
export function subset(dataset: Dataset, rows: Int32Array): Dataset {
  function pick<Values extends Column>(column: Values, into: Values): Values {
    for (let i = 0; i < rows.length; i++) into[i] = column[rows[i]];
    return into;
  }
  const segments: Dataset["segments"] = {};
  for (const [role, { codes, vocabulary }] of Object.entries(dataset.segments)) {
    const into = codes instanceof Uint16Array ? new Uint16Array(rows.length) : new Int32Array(rows.length);
    segments[role as keyof typeof segments] = { codes: pick(codes, into), vocabulary };
  }
  return {
    ...dataset,
    size: rows.length,
    user: pick(dataset.user, new Int32Array(rows.length)),
    product: pick(dataset.product, new Int32Array(rows.length)),
    rating: pick(dataset.rating, new Float32Array(rows.length)),
    time: dataset.time && pick(dataset.time, new Float64Array(rows.length)),
    split: dataset.split && pick(dataset.split, new Uint8Array(rows.length)),
    segments,
  };
}
