import type { SideRole, Vocabulary } from "../../dataset/types";
import type { Filter } from "../../eda/types";
import type { ModelSnapshot, RunSettings } from "../types";

/** A model that was trained on other ratings than those that are open: an earlier file, or elsewhere. */
export interface EarlierModel {
  /** Of the ratings that it was trained on. */
  name: string;
  /** Of its Run there; null for a model from elsewhere. */
  run: number | null;
  /** With every `auto` resolved. */
  settings: RunSettings;
  /** The filter that `settings.only` writes. */
  only: Filter;
  /** The packed ModelSnapshot. */
  model: Blob;
  /** The packed Dataset that it was trained on; null where only its vocabularies are known. */
  dataset: Blob | null;
  vocabularies: { users: Vocabulary; products: Vocabulary } | null;
}

/** What became of an earlier model: it was measured as it is, or trained on. */
export type EarlierKind = "scored" | "continued";

/** How many of the ids of the open data an earlier model knows. */
export interface Overlap {
  users: number;
  knownUsers: number;
  products: number;
  knownProducts: number;
}

/** An earlier model in the codes of the open Dataset. */
export interface EarlierStart {
  /** What it was trained on. */
  name: string;
  run: number | null;
  /** Rows by the open Dataset's codes: 0 for ids that it does not know. */
  model: ModelSnapshot;
  /** Rows of the features' values of `hybrid`, by their text. */
  sideRows: { role: SideRole; values: string[]; rows: Int32Array }[];
  /** By rating of the columns that are trained on: 1 where its training has seen it; null where that cannot be told. */
  seen: Uint8Array | null;
  overlap: Overlap;
}
