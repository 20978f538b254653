import type { RunSettings } from "../../../domain/settings";
import type { ModelSnapshot, ValueRows } from "../../../models/snapshot";
import type { Filter } from "../../explore/types";
import type { Vocabulary } from "../../read/types";
import type { OpenedRows } from "./sideValues";

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
  /** Rows of the features' values of `hybrid`, where they do not follow from the Dataset. */
  sideRows?: OpenedRows[];
  /** Of a Run that began with a still earlier model: how, and its packed EarlierStart; null for one from the beginning. */
  began: { kind: EarlierKind; start: Blob } | null;
}

/** What becomes of an earlier model: it is measured as it is, or trained on. */
export const EARLIER_KINDS = ["scored", "continued"] as const;
export type EarlierKind = (typeof EARLIER_KINDS)[number];

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
  /** Rows by the open Dataset's codes: 0 for ids that it does not know. Null once the Run has weights of its own. */
  model: ModelSnapshot | null;
  /** Rows of the features' values of `hybrid`, by their text. */
  sideRows: ValueRows[];
  /** By rating of the columns that are trained on: 1 where its training has seen it; null where that cannot be told. */
  seen: Uint8Array | null;
  overlap: Overlap;
}

/** For each thing that can be done with an earlier model why it cannot be done with the open ratings: a sentence. */
export type EarlierRefusals = Record<EarlierKind, string | null>;
