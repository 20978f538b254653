import type { RecommendColumns } from "../../engine/read/copies";
import { MapExplorer } from "../../engine/recommend/map/mapExplorer";
import type { RecommendModel } from "../../engine/recommend/models/types";
import { ProductExplorer } from "../../engine/recommend/products/productExplorer";
import { RecommendError } from "../../engine/recommend/types";
import { RunControl } from "../../engine/train/runControl";
import type { RecommendSession } from "./session";

interface Explorers {
  products: ProductExplorer;
  map: MapExplorer;
}

/** Made when first asked for: most visits to customers alone need none. */
const known = new WeakMap<RecommendColumns, Explorers>();

/** What answers about the products of the session's Dataset. Throws RecommendError before a file is open. */
export function explorersOf({ columns }: RecommendSession): Explorers {
  if (!columns) throw new RecommendError("There are no ratings yet. Open a file first.");
  const made = known.get(columns);
  if (made) return made;
  const products = new ProductExplorer(columns);
  const explorers = { products, map: new MapExplorer(products) };
  known.set(columns, explorers);
  return explorers;
}

/** Throws RecommendError before the first model. */
export function unpackedModel({ model }: RecommendSession): RecommendModel {
  if (!model) throw new RecommendError("There is no trained model yet. Train one first.");
  return model;
}

/** Lets other calls in between the parts of a long answer; rejects once the page has cancelled it. */
export function breatheUntil(signal: AbortSignal): () => Promise<void> {
  const control = new RunControl(signal);
  return () => control.breathe();
}
