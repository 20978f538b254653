import type { ItemItemModel } from "../../../models/item-item/model";
import type { RecommendColumns } from "../../read/copies";
import { codeOf } from "../../read/vocabulary";
import type { Breathe } from "../breathe";
import { type FactorTable, factorTable } from "../factors/factorTable";
import type { RecommendModel } from "../models/types";
import { RecommendError } from "../types";
import { biasLists } from "./bias";
import { expectedAudience, likelyUsers, raters } from "./likes";
import { productWith } from "./newProduct";
import { ProductIndex } from "./productIndex";
import { findProducts, matchOf } from "./search";
import { similarProducts, togetherProducts } from "./similar";
import type { BiasLists, ExpectedAudience, LikelyUsers, ProductAnswer, ProductMatch } from "./types";

/** Answers what products are like, and who likes them, from a Dataset and a model. */
export class ProductExplorer {
  readonly index: ProductIndex;
  private table: FactorTable | null = null;
  private tableOf: RecommendModel | null = null;
  private compared: FactorTable | null = null;
  private comparedOf: RecommendModel | null = null;

  constructor(columns: RecommendColumns) {
    this.index = new ProductIndex(columns);
  }

  find(query: string, limit: number): { matches: ProductMatch[]; total: number } {
    const { codes, total } = findProducts(this.index, query, limit);
    return { matches: codes.map((code) => matchOf(this.index, code)), total };
  }

  /** Throws RecommendError where the file has no such product. */
  codeOf(id: string): number {
    const code = codeOf(this.index.columns.products, id);
    if (code >= 0) return code;
    const near = this.find(id, 3).matches.map((match) => match.id);
    const hint = near.length > 0 ? ` Similar ids: ${near.join(", ")}.` : "";
    throw new RecommendError(`There is no product "${id}" in this file.${hint}`);
  }

  /** @param itemItem the weights that lists are ordered by beside the model; null for none */
  view(
    model: RecommendModel,
    id: string,
    { similar, step }: { similar: number; step: number },
    itemItem: ItemItemModel | null = null,
  ): ProductAnswer {
    const { index } = this;
    const code = this.codeOf(id);
    const table = this.comparedTable(model);
    return {
      facts: {
        ...index.describe(code),
        segments: index.segmentsOf(code),
        isKnown: model.knowsProduct(code),
      },
      kind: model.kind,
      similar: similarProducts(index, table, comparedBy(model)(code), code, similar, step),
      together: itemItem && togetherProducts(index, itemItem, code, similar, step),
      compared: table.codes.length,
      raters: raters(index, code, similar),
      expected: model.kind === "ranking" ? null : model.ratingOf(model.logits(model.foldIn([]))[code]),
    };
  }

  likely(model: RecommendModel, id: string, count: number, breathe: Breathe): Promise<LikelyUsers> {
    return likelyUsers(this.index, model, this.codeOf(id), count, breathe);
  }

  biases(model: RecommendModel, minimum: number, count: number, id: string | null): BiasLists | null {
    return biasLists(this.index, model, { minimum, count, product: id === null ? null : this.codeOf(id) });
  }

  /** Null where the model does not read segments of products. */
  async audience(
    model: RecommendModel,
    values: Parameters<typeof productWith>[2],
    count: number,
    breathe: Breathe,
  ): Promise<ExpectedAudience | null> {
    const product = productWith(this.index.columns, model, values);
    return product && expectedAudience(this.index, model, product, count, breathe);
  }

  /** What the products that the model knows are compared by. */
  comparedTable(model: RecommendModel): FactorTable {
    if (!model.comparedBy) return this.tableFor(model);
    if (!this.compared || this.comparedOf !== model) {
      this.compared = factorTable(this.knownTo(model), comparedBy(model));
      this.comparedOf = model;
    }
    return this.compared;
  }

  /** Factors of the products that the model knows. */
  tableFor(model: RecommendModel): FactorTable {
    if (!this.table || this.tableOf !== model) {
      this.table = factorTable(this.knownTo(model), (code) => model.productFactors(code));
      this.tableOf = model;
    }
    return this.table;
  }

  private knownTo(model: RecommendModel): Int32Array {
    return Int32Array.from({ length: this.index.products }, (_, code) => code).filter((code) =>
      model.knowsProduct(code),
    );
  }
}

/** What a model compares a product by: its factors, unless it says otherwise. */
export function comparedBy(model: RecommendModel): (product: number) => Float32Array {
  return (product) => model.comparedBy?.(product) ?? model.productFactors(product);
}
