import { size } from "../../read/vocabulary";
import { type FactorTable, factorTable } from "../factors/factorTable";
import type { RecommendModel } from "../models/types";
import type { ProductExplorer } from "../products/productExplorer";
import type { MapKind } from "./types";

/** More points than this are not told apart, and slow the page. */
export const MOST_POINTS = 100_000;

export interface MapPoints {
  table: FactorTable;
  /** How many there are in the file. */
  total: number;
}

/** What a map of this kind is drawn of: the most rated products, the most active users, or all brands. */
export function mapPoints(explorer: ProductExplorer, model: RecommendModel, kind: MapKind, most: number): MapPoints {
  const { index } = explorer;
  if (kind === "brands") return brandPoints(explorer, model);
  if (kind === "users") {
    const codes = Int32Array.from(index.mostActive(most)).sort();
    return { table: factorTable(codes, (code) => model.userFactors(code)), total: size(index.columns.users) };
  }
  const all = explorer.tableFor(model);
  if (all.codes.length <= most) return { table: all, total: index.products };
  const codes = Int32Array.from(index.mostRated(most)).sort();
  const known = codes.filter((code) => model.knowsProduct(code));
  return { table: factorTable(known, (code) => model.productFactors(code)), total: index.products };
}

/** The mean of the factors of each brand's products. */
function brandPoints(explorer: ProductExplorer, model: RecommendModel): MapPoints {
  const { codes, width, rows } = explorer.tableFor(model);
  const brands = explorer.index.columns.productSegments.brand;
  if (!brands) return { table: factorTable([], () => null, width), total: 0 };
  const count = size(brands.vocabulary);
  const sums = new Float32Array(count * width);
  const products = new Int32Array(count);
  codes.forEach((product, row) => {
    const brand = brands.codes[product];
    products[brand]++;
    for (let k = 0; k < width; k++) sums[brand * width + k] += rows[row * width + k];
  });
  const known = Int32Array.from({ length: count - 1 }, (_, i) => i + 1).filter((brand) => products[brand] > 0);
  const factorsOf = (brand: number) =>
    sums.slice(brand * width, (brand + 1) * width).map((value) => value / products[brand]);
  return { table: factorTable(known, factorsOf, width), total: count - 1 };
}
