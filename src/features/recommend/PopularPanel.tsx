import type { Feedback } from "../../domain/roles";
import type { ListView, Recommendation } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatAmount } from "../../ui/format";
import { ProductCell } from "./ProductCell";
import styles from "./RecommendationPanel.module.css";
import { overlapSentence } from "./sentences";

/** What everybody is shown, so that what is personal in the list beside it can be seen. */
export function PopularPanel({ view, feedback }: { view: ListView; feedback: Feedback }) {
  const { popular } = view;
  return (
    <Card title="What everybody is shown">
      <p className={styles.sentence}>{overlapSentence(view)}</p>
      <DataTable<Recommendation>
        caption="Most popular products"
        columns={[
          { name: "Product", cell: (row) => <ProductCell {...row} /> },
          {
            name: feedback === "explicit" ? "Ratings" : "Chosen by",
            numeric: true,
            cell: ({ ratings }) =>
              feedback === "explicit" ? formatAmount(ratings, "rating") : formatAmount(ratings, "user"),
          },
        ]}
        rows={popular}
        rowKey={({ product }) => product}
      />
    </Card>
  );
}
