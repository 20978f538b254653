import type { CustomerView, Recommendation } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatCount } from "../../ui/format";
import { ListLength } from "./ListLength";
import { ProductCell } from "./ProductCell";
import { RankMark } from "./RankMark";
import { RatingBar } from "./RatingBar";
import styles from "./RecommendationPanel.module.css";
import type { RankChange } from "./rankChanges";
import { excludedSentence, formatRating } from "./sentences";

interface RecommendationProps {
  customer: CustomerView;
  /** Ends of the rating scale. */
  scale: { low: number; high: number };
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
