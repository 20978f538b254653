import type { RecommendModel, UserState } from "../models/types";

/** Users with more rated products are hardly ever alike. */
const MOST_RATED = 3;
/** Different states that are kept. */
const MOST_STATES = 100_000;

/**
 * Tells users apart for whom a model makes the same list: they have the same state and rated the same products. Of most
 * files that is most users without a row of their own.
 */
export class Sharing {
  /** Different states by the hash of their vectors. */
  private readonly states = new Map<number, { vector: Float32Array; id: number }[]>();
  private known = 0;

  constructor(private readonly model: RecommendModel) {}

  /** The same text for users of the same list; null for those whose list is their own. */
  keyOf(state: UserState, rated: () => ReadonlySet<number>, history: Int32Array): string | null {
    // A known user of a rating model has a row of their own.
    if (state.isKnown && this.model.kind === "rating") return null;
    const products = rated();
    if (products.size > MOST_RATED || history.length > MOST_RATED) return null;
    const id = this.idOf(state.vector);
    return id === null ? null : `${id}:${[...products].sort((a, b) => a - b).join()}:${history.slice().sort().join()}`;
  }

  private idOf(vector: Float32Array): number | null {
    const hash = hashOf(vector);
    const alike = this.states.get(hash) ?? [];
    const found = alike.find((state) => state.vector.every((value, k) => value === vector[k]));
    if (found) return found.id;
    if (this.known === MOST_STATES) return null;
    const id = this.known++;
    this.states.set(hash, [...alike, { vector, id }]);
    return id;
  }
}

/** FNV-1a over the vector's words. */
function hashOf({ buffer, byteOffset, length }: Float32Array): number {
  let hash = 0x811c9dc5;
  for (const word of new Int32Array(buffer, byteOffset, length)) hash = Math.imul(hash ^ word, 0x01000193);
  return hash;
}
