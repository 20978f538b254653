import type { Feedback } from "../../engine/dataset/types";
import type { CustomerView, Recommendation } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable, type TableColumn } from "../../ui/DataTable";
import { formatAmount, formatCount } from "../../ui/format";
import { ListLength } from "./ListLength";
import { MatchBar } from "./MatchBar";
import { ProductCell } from "./ProductCell";
import { RankMark } from "./RankMark";
import { RatingBar } from "./RatingBar";
import styles from "./RecommendationPanel.module.css";
import type { RankChange } from "./rankChanges";
import { excludedSentence, formatRating, matchShares, orderSentence } from "./sentences";

interface RecommendationProps {
  customer: CustomerView;
  feedback: Feedback;
  /** Ends of the rating scale. */
  scale: { low: number; high: number };
  changes: Map<string, RankChange>;
}

const MEAN: TableColumn<Recommendation> = {
  name: "Mean rating",
  numeric: true,
  cell: ({ mean, ratings }) => (
    <>
      {ratings > 0 ? formatRating(mean) : "–"} <span className={styles.of}>of {formatCount(ratings)}</span>
    </>
  ),
};

const CHOSEN_BY: TableColumn<Recommendation> = {
  name: "Chosen by",
  numeric: true,
  cell: ({ ratings }) => formatAmount(ratings, "user"),
};

/** What the model would show the customer, best first. */
export function RecommendationPanel({ customer, feedback, scale, changes }: RecommendationProps) {
  const shares = matchShares(customer.recommendations.map(({ score }) => score));
  const rows = customer.recommendations.map((recommendation, place) => ({
    ...recommendation,
    rank: place + 1,
    share: shares[place]!,
  }));
  type Row = Recommendation & { rank: number; share: number };
  return (
    <Card title="Recommended next" actions={<ListLength />}>
      <p className={styles.sentence} data-testid="excluded">
        {orderSentence(customer)} {excludedSentence(customer, feedback)}
      </p>
      <div data-testid="recommendations">
        <DataTable<Row>
          caption={`Recommendations for ${customer.id}`}
          columns={[
            {
              name: <span className="hidden">Rank</span>,
              cell: ({ rank, product }) => (
                <span className={styles.rank}>
                  {rank} <RankMark change={changes.get(product)} />
                </span>
              ),
            },
            { name: "Product", cell: (row) => <ProductCell {...row} /> },
            feedback === "explicit" ? MEAN : CHOSEN_BY,
            customer.kind === "ranking"
              ? { name: "Match", cell: ({ share }) => <MatchBar share={share} /> }
              : {
                  name: "Predicted",
                  numeric: true,
                  cell: ({ predicted }) => predicted !== null && <RatingBar value={predicted} {...scale} />,
                },
          ]}
          rows={rows}
          rowKey={({ product }) => product}
        />
      </div>
    </Card>
  );
}
