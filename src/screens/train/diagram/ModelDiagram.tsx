import type { ActivityFigures, DatasetSummary, SideRole } from "../../../engine/dataset/types";
import type { ModelName, RunSettings } from "../../../engine/training/types";
import { formatAmount, formatNumber } from "../../../ui/format";
import { isGroup, segmentWord } from "../../../ui/segmentName";
import { isOfProduct } from "../choices";
import { aboutParameters, factorsOf, sidesInUse } from "../parameters";
import { doneWith } from "../sentences";
import styles from "./diagram.module.css";
import { DotDrawing, HistoryDrawing, HybridDrawing, hybridHeight, NetworkDrawing, type Shape } from "./drawings";
import { WIDTH } from "./parts";

type DiagramSettings = Pick<RunSettings, "model" | "factors" | "hidden" | "sides" | "range">;

/** Names that fit beside a bar. */
const SHORT: Record<Exclude<SideRole, "productGroup" | "userGroup">, string> = {
  category: "category",
  brand: "brand",
  year: "year",
  productGender: "target",
  userGender: "gender",
};

/** Characters that fit beside a bar. */
const LONGEST = 10;

function shortName(side: SideRole, summary: DatasetSummary): string {
  if (!isGroup(side)) return SHORT[side];
  const word = segmentWord(side, summary);
  return word.length > LONGEST ? `${word.slice(0, LONGEST - 1).trim()}…` : word;
}

const NOBODY: ActivityFigures = { mean: 0, median: 0, ninthDecile: 0, most: 0, once: 0, fiveOrMore: 0 };

/** What is known of the data before any are loaded: nothing. */
const NO_DATA: DatasetSummary = {
  name: "",
  feedback: "explicit",
  bytes: 0,
  ratings: 0,
  users: 1,
  products: 1,
  ratingLow: 1,
  ratingHigh: 5,
  ratingMean: 0,
  ratingStep: 1,
  commonest: null,
  perUser: NOBODY,
  perProduct: NOBODY,
  titled: null,
  timed: null,
  timeSpan: null,
  segments: {},
  hasSplit: false,
};

function Drawing({ model, shape }: { model: ModelName; shape: Shape }) {
  switch (model) {
    case "dot-product":
    case "dot-product-bias":
      return <DotDrawing shape={shape} bias={model === "dot-product-bias"} />;
    case "collabnn":
      return <NetworkDrawing shape={shape} />;
    case "hybrid":
      return <HybridDrawing shape={shape} />;
    case "pooled-history":
      return <HistoryDrawing shape={shape} />;
  }
}

function heightOf(model: ModelName, shape: Shape): number {
  if (model === "hybrid") return hybridHeight(shape);
  return model === "pooled-history" ? 156 : 112;
}

/** "product", or "product with category, brand". */
function together(id: string, sides: readonly string[]): string {
  return sides.length > 0 ? `${id} with ${sides.join(", ")}` : id;
}

/** The model in one sentence, for those who cannot see the drawing. */
function describe(model: ModelName, { factors, hidden, ofUser, ofProduct, done }: Shape): string {
  const layers = hidden.length > 0 ? `layers of ${hidden.join(", ")}` : "one linear layer";
  const onto = "then a sigmoid onto the rating range";
  const both = `User and product embeddings of ${factors} factors`;
  switch (model) {
    case "dot-product":
      return `${both}, their dot product, ${onto}.`;
    case "dot-product-bias":
      return `${both}, their dot product plus both biases, ${onto}.`;
    case "collabnn":
      return `${both}, concatenated, through ${layers}, ${onto}.`;
    case "hybrid": {
      const network = hidden.length > 0 ? `, plus a network with ${layers} over both` : "";
      return `Embeddings of ${factors} factors of ${together("user", ofUser)} and of ${together("product", ofProduct)}: the mean plus their biases, plus their dot product${network}; ${onto}.`;
    }
    case "pooled-history":
      return `Embeddings of ${factors} factors of the products that a user has ${done}, pooled, and their dot product with every ${together("product", ofProduct)}: the highest are the top 10.`;
  }
}

/** How the chosen model turns a user and a product into a rating or a rank, and about how large it is. */
export function ModelDiagram({ settings, summary }: { settings: DiagramSettings; summary: DatasetSummary | null }) {
  const { model, hidden, range } = settings;
  const data = summary ?? NO_DATA;
  const sides = sidesInUse(settings, data);
  const shape: Shape = {
    factors: factorsOf(settings, data),
    hidden,
    ofUser: sides.filter((side) => !isOfProduct(side)).map((side) => shortName(side, data)),
    ofProduct: sides.filter(isOfProduct).map((side) => shortName(side, data)),
    range: range === "auto" ? "auto range" : `${range[0]} to ${range[1]}`,
    done: doneWith(data.feedback),
  };
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${heightOf(model, shape)}`}
        className={styles.diagram}
        role="img"
        aria-label={describe(model, shape)}
      >
        <Drawing model={model} shape={shape} />
      </svg>
      {summary && (
        <figcaption className={styles.caption}>
          {shape.factors} factors; about {formatNumber(aboutParameters(settings, summary))} weights for{" "}
          {formatAmount(summary.users, "user")} and {formatAmount(summary.products, "product")}
        </figcaption>
      )}
    </figure>
  );
}
