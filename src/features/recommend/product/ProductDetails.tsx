import { Button } from "@mantine/core";
import type { DatasetSummary } from "../../../engine/read/types";
import type { ProductAnswer } from "../../../engine/recommend/products/types";
import { Card } from "../../../ui/Card";
import { Chip } from "../../../ui/Chip";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount } from "../../../ui/format";
import { Stat, Stats } from "../../../ui/Stat";
import { segmentName } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";
import styles from "./ProductView.module.css";
import { biasUnitWords, biasWords, productKnownSentence } from "./words";

interface Props {
  product: ProductAnswer;
  summary: DatasetSummary;
}

/** What is known of a product, from the file and from the model. */
export function ProductDetails({ product, summary }: Props) {
  const { facts, expected } = product;
  const { feedback } = summary;
  const found = useStore((state) => state.biases?.found ?? null);
  const place = found?.place ?? null;
  const showOnMap = useStore((state) => state.showOnMap);
  const isExplicit = feedback === "explicit";
  return (
    <Card
      title={
        <span data-testid="product-title" data-product={facts.id}>
          {facts.title || facts.id}
        </span>
      }
      actions={
        facts.isKnown && (
          <Button variant="default" size="xs" onClick={() => showOnMap(facts.id)}>
            Show on the map
          </Button>
        )
      }
    >
      <p className={styles.sentence}>{productKnownSentence(product, feedback)}</p>
      <div className={styles.chips}>
        {facts.title && <Chip title="Id">{facts.id}</Chip>}
        {facts.segments.map(({ role, value }) => (
          <Chip key={role} title={segmentName(role, summary)}>
            {value}
          </Chip>
        ))}
      </div>
      <div className={styles.stats}>
        <Stats>
          <Stat label={isExplicit ? "Ratings" : "Interactions"} value={formatCount(facts.ratings)} />
          {isExplicit && (
            <Stat
              label="Mean rating"
              value={facts.ratings > 0 ? facts.mean.toFixed(2) : "–"}
              note={`all ${nounOf(feedback).many}: ${summary.ratingMean.toFixed(2)}`}
            />
          )}
          {expected !== null && (
            <Stat label="Predicted for a new user" value={expected.toFixed(2)} note="of whom nothing is known" />
          )}
          {found &&
            place &&
            (product.kind === "rating" ? (
              <Stat
                label="Bias"
                value={biasWords(place.bias)}
                note={`what the model adds, ${biasUnitWords(found, summary)}`}
              />
            ) : (
              <Stat
                label="Popularity in the model"
                value={`No. ${formatCount(place.byBias)}`}
                note={`of ${formatAmount(place.of, "product")}`}
              />
            ))}
        </Stats>
      </div>
    </Card>
  );
}
