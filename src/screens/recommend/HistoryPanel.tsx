import { Button } from "@mantine/core";
import { useState } from "react";
import type { CustomerView, RatedProduct } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatAmount, formatDate } from "../../ui/format";
import styles from "./HistoryPanel.module.css";
import { ProductCell } from "./ProductCell";
import { formatRating } from "./sentences";

/** A longer history starts with this many, beside a list of about that length. */
const SHOWN_FIRST = 10;

/** Decimals that show these ratings exactly: none for whole stars, one for half stars. */
function decimalsOf(history: RatedProduct[]): number {
  return history.every(({ rating }) => Number.isInteger(rating)) ? 0 : 1;
}

/** What the customer rated, newest first. */
export function HistoryPanel({ customer }: { customer: CustomerView }) {
  const [isWhole, setWhole] = useState(false);
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
          { name: "Rating", numeric: true, cell: ({ rating }: RatedProduct) => formatRating(rating, decimals) },
        ]}
        rows={isWhole ? history : history.slice(0, SHOWN_FIRST)}
        rowKey={({ product }) => product}
      />
      {!isWhole && history.length > SHOWN_FIRST && (
        <Button className={styles.all} variant="default" size="xs" onClick={() => setWhole(true)}>
          Show all {history.length}
        </Button>
      )}
    </Card>
  );
}
