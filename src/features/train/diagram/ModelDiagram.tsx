import { isOfProduct, roleShort, type SideRole } from "../../../domain/roles";
import type { RunSettings } from "../../../domain/settings";
import type { ActivityFigures, DatasetSummary } from "../../../engine/read/types";
import type { ModelDefinition, ModelDrawing } from "../../../models/definition";
import { modelOf } from "../../../models/registry";
import { formatAmount, formatNumber } from "../../../ui/format";
import { segmentWord } from "../../../ui/segmentName";
import { aboutParameters, factorsOf, sidesInUse } from "../parameters";
import { doneWith } from "../sentences";
import styles from "./diagram.module.css";
import { DotDrawing, HistoryDrawing, HybridDrawing, hybridHeight, NetworkDrawing, type Shape } from "./drawings";
import { WIDTH } from "./parts";

type DiagramSettings = Pick<RunSettings, "model" | "factors" | "hidden" | "sides" | "range">;

/** Characters that fit beside a bar. */
const LONGEST = 10;

function shortName(side: SideRole, summary: DatasetSummary): string {
  const word = roleShort(side) ?? segmentWord(side, summary);
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
  splitParts: null,
};

function Drawn({ model, shape }: { model: ModelDefinition; shape: Shape }) {
  switch (model.drawing) {
    case "dot":
      return <DotDrawing shape={shape} bias={model.learns === "ratings" && model.hasBias} />;
    case "network":
      return <NetworkDrawing shape={shape} />;
    case "features":
      return <HybridDrawing shape={shape} />;
    case "history":
      return <HistoryDrawing shape={shape} />;
  }
}

function heightOf(drawing: ModelDrawing, shape: Shape): number {
  if (drawing === "features") return hybridHeight(shape);
  return drawing === "history" ? 156 : 112;
}

/** How the chosen model turns a user and a product into a rating or a rank, and about how large it is. */
export function ModelDiagram({ settings, summary }: { settings: DiagramSettings; summary: DatasetSummary | null }) {
  const { hidden, range } = settings;
  const model = modelOf(settings.model);
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
        viewBox={`0 0 ${WIDTH} ${heightOf(model.drawing, shape)}`}
        className={styles.diagram}
        role="img"
        aria-label={model.describe(shape)}
      >
        <Drawn model={model} shape={shape} />
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
