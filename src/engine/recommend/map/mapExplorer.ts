import type { ItemItemModel } from "../../../models/item-item/model";
import { textOf } from "../../read/vocabulary";
import type { Breathe } from "../breathe";
import { nearest, placeOf } from "../factors/factorTable";
import type { RecommendModel } from "../models/types";
import { comparedBy, type ProductExplorer } from "../products/productExplorer";
import { findProducts } from "../products/search";
import { takenWith } from "../products/similar";
import { codesContaining } from "../search";
import { topN } from "../topN";
import { RecommendError } from "../types";
import { alignTo, type Placed, toUnitSize } from "./align";
import { errorGroups, mapGroups, type TestErrors } from "./groups";
import { principalAxes } from "./pca";
import { type MapPoints, MOST_POINTS, mapPoints } from "./points";
import type { MapColour, MapGroups, MapKind, MapLook, MapName, MapNeighbour, MapPicture } from "./types";
import { MOST_UMAP_POINTS, umapLayout } from "./umap";

/** Fewer points are no map. */
const FEWEST = 3;
const PLURALS: Record<MapKind, string> = { products: "products", users: "users", brands: "brands" };

/** Draws what a model makes of products, users and brands, always the same way round. */
export class MapExplorer {
  /** What was drawn last of each kind: what comes next is aligned with it, and neighbours are found in it. */
  private readonly last = new Map<MapKind, { model: RecommendModel; points: MapPoints; placed: Placed }>();

  constructor(private readonly explorer: ProductExplorer) {}

  /**
   * Positions in two dimensions. Throws RecommendError where there is nothing to draw; `tell` is told the share that is
   * done of a UMAP.
   */
  async draw(
    model: RecommendModel,
    { kind, method }: MapLook,
    breathe: Breathe,
    tell: (share: number) => void,
  ): Promise<MapPicture> {
    const most = method === "umap" ? MOST_UMAP_POINTS : MOST_POINTS;
    const points = mapPoints(this.explorer, model, kind, most);
    const { table, total } = points;
    const { codes, width } = table;
    if (codes.length < FEWEST) throw new RecommendError(this.tooFew(kind, codes.length));
    const { xy, variance } =
      method === "pca" ? principalAxes(table) : { xy: await umapLayout(table, breathe, tell), variance: null };
    toUnitSize(xy);
    const before = this.last.get(kind);
    if (before) alignTo({ codes, xy }, before.placed);
    this.last.set(kind, { model, points, placed: { codes, xy: xy.slice() } });
    return { kind, method, codes: codes.slice(), xy, total, isCut: total > most, dimensions: width, variance };
  }

  groups(kind: MapKind, codes: Int32Array, by: MapColour, errors: TestErrors | null): MapGroups {
    const { index } = this.explorer;
    if (by === "error" && errors && kind === "products") return errorGroups(index, codes, errors);
    return mapGroups(index, kind, codes, by);
  }

  name(kind: MapKind, code: number): MapName {
    const { index } = this.explorer;
    const { users, productSegments } = index.columns;
    if (kind === "users") {
      return { code, id: textOf(users, code), title: "", ratings: index.activityOf(code), about: [] };
    }
    if (kind === "brands") {
      const brand = productSegments.brand!;
      const products = brand.codes.reduce((count, value) => count + (value === code ? 1 : 0), 0);
      return { code, id: textOf(brand.vocabulary, code), title: "", ratings: 0, about: [`${products} products`] };
    }
    const { id, title, ratings, category, brand } = index.describe(code);
    return { code, id, title, ratings, about: [category, brand].filter(Boolean) };
  }

  /** The drawn points whose id or title contains the query, those with most ratings first. */
  find(kind: MapKind, query: string, limit: number): { matches: MapName[]; total: number } {
    const drawn = this.last.get(kind)?.points.table;
    if (!drawn) return { matches: [], total: 0 };
    const { index } = this.explorer;
    const wanted = query.trim();
    const isDrawn = (code: number) => placeOf(drawn, code) >= 0;
    if (kind === "products") {
      const found = findProducts(index, query, Number.POSITIVE_INFINITY).codes.filter(isDrawn);
      return { matches: found.slice(0, limit).map((code) => this.name(kind, code)), total: found.length };
    }
    const vocabulary = kind === "users" ? index.columns.users : index.columns.productSegments.brand!.vocabulary;
    const found = codesContaining(vocabulary, wanted).filter(isDrawn);
    const counts = found.map((code) => {
      if (textOf(vocabulary, code) === wanted) return Number.POSITIVE_INFINITY;
      return kind === "users" ? index.activityOf(code) : 0;
    });
    const first = topN(counts, limit, () => true);
    return { matches: first.map((place) => this.name(kind, found[place])), total: found.length };
  }

  /**
   * Among what was drawn last: by cosine in all dimensions, or of products by what is taken with them.
   * @param itemItem the weights to go by; null to go by cosine
   */
  neighbours(kind: MapKind, code: number, count: number, itemItem: ItemItemModel | null = null): MapNeighbour[] {
    const last = this.last.get(kind);
    const table = last?.points.table;
    const row = table ? placeOf(table, code) : -1;
    if (!last || !table || row < 0) return [];
    const isDrawn = (other: number) => placeOf(table, other) >= 0;
    if (itemItem && kind === "products") {
      const found = takenWith(itemItem, code, count, isDrawn);
      return found.map(({ code: other, share }) => ({ ...this.name(kind, other), cosine: null, share }));
    }
    const isOfProducts = kind === "products";
    const space = isOfProducts ? this.explorer.comparedTable(last.model) : table;
    const factors = isOfProducts
      ? comparedBy(last.model)(code)
      : table.rows.slice(row * table.width, (row + 1) * table.width);
    return nearest(space, factors, count, (other) => other !== code && isDrawn(other)).map(
      ({ code: other, cosine }) => ({
        ...this.name(kind, other),
        cosine,
        share: null,
      }),
    );
  }

  private tooFew(kind: MapKind, known: number): string {
    const { productSegments } = this.explorer.index.columns;
    if (kind === "brands" && !productSegments.brand) return "This file has no brands to draw.";
    const what = PLURALS[kind];
    if (known > 0) return `The model knows only ${known} of the ${what}; a map needs at least ${FEWEST}.`;
    return `The model has no factors of ${what} to draw a map by.`;
  }
}
