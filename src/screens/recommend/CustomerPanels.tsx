import type { CustomerView, RatedProduct, Recommendation } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatAmount, formatCount, formatDate } from "../../ui/format";
import styles from "./CustomerPanels.module.css";
import { ListLength } from "./ListLength";
import { ProductCell } from "./ProductCell";
import { RankMark } from "./RankMark";
import { RatingBar } from "./RatingBar";
import type { RankChange } from "./rankChanges";
import { excludedSentence, formatRating } from "./sentences";

interface Scale {
  low: number;
  high: number;
}

/** Decimals that show these ratings exactly: none for whole stars, one for half stars. */
function decimalsOf(history: RatedProduct[]): number {
  return history.every(({ rating }) => Number.isInteger(rating)) ? 0 : 1;
}

/** What the customer rated, newest first. */
export function HistoryPanel({ customer, scale }: { customer: CustomerView; scale: Scale }) {
  const { history } = customer;
  const hasTimes = history.some(({ time }) => time !== null);
  const decimals = decimalsOf(history);
  return (
    <Card title="Rated before">
      <p className={styles.sentence}>
        {formatAmount(history.length, "rating")}
        {hasTimes ? ", newest first." : "."}
      </p>
      <DataTable
        caption={`Ratings by ${customer.id}`}
        columns={[
          {
            name: "Product",
            cell: (rated: RatedProduct) => (
              <ProductCell {...rated} date={rated.time === null ? "" : formatDate(rated.time)} />
            ),
          },
          {
            name: "Rating",
            numeric: true,
            cell: ({ rating }: RatedProduct) => <RatingBar value={rating} {...scale} decimals={decimals} />,
          },
        ]}
        rows={history}
        rowKey={({ product }) => product}
      />
    </Card>
  );
}

interface RecommendationProps {
  customer: CustomerView;
  scale: Scale;
  changes: Map<string, RankChange>;
}

/** What the model would show the customer, best first. */
export function RecommendationPanel({ customer, scale, changes }: RecommendationProps) {
  const rows = customer.recommendations.map((recommendation, rank) => ({ ...recommendation, rank: rank + 1 }));
  type Row = Recommendation & { rank: number };
  return (
    <Card title="Recommended next" actions={<ListLength />}>
      <p className={styles.sentence} data-testid="excluded">
        Highest predicted rating first. {excludedSentence(customer)}
      </p>
      <div data-testid="recommendations">
        <DataTable
          caption={`Recommendations for ${customer.id}`}
          columns={[
            {
              name: <span className="hidden">Rank</span>,
              cell: ({ rank, product }: Row) => (
                <span className={styles.rank}>
                  {rank} <RankMark change={changes.get(product)} />
                </span>
              ),
            },
            { name: "Product", cell: (row) => <ProductCell {...row} /> },
            {
              name: "Mean rating",
              numeric: true,
              cell: ({ mean, ratings }) => (
                <>
                  {ratings > 0 ? formatRating(mean) : "–"} <span className={styles.of}>of {formatCount(ratings)}</span>
                </>
              ),
            },
            { name: "Predicted", numeric: true, cell: ({ predicted }) => <RatingBar value={predicted} {...scale} /> },
          ]}
          rows={rows}
          rowKey={({ product }) => product}
        />
      </div>
    </Card>
  );
}
