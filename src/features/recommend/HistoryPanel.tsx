import { Button } from "@mantine/core";
import { useState } from "react";
import type { Feedback } from "../../domain/roles";
import type { CustomerAnswer, RatedProduct } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { DataTable, type TableColumn } from "../../ui/DataTable";
import { nounOf, timesWords } from "../../ui/feedback";
import { formatAmount, formatDate } from "../../ui/format";
import styles from "./HistoryPanel.module.css";
import { ProductCell } from "./ProductCell";
import { formatRating } from "./sentences";

/** A longer history starts with this many, beside a list of about that length. */
const SHOWN_FIRST = 10;

interface Props {
  customer: CustomerAnswer;
  feedback: Feedback;
  /** False where the file does not say how often a product was chosen. */
  hasCounts: boolean;
}

const PRODUCT: TableColumn<RatedProduct> = {
  name: "Product",
  cell: (rated) => <ProductCell {...rated} date={rated.time === null ? "" : formatDate(rated.time)} />,
};

const TIMES: TableColumn<RatedProduct> = {
  name: "Chosen",
  numeric: true,
  cell: ({ rating }) => timesWords(rating),
};

/** Ratings with the decimals that show them exactly: none for whole stars, one for half stars. */
function ratingColumn(history: RatedProduct[]): TableColumn<RatedProduct> {
  const decimals = history.every(({ rating }) => Number.isInteger(rating)) ? 0 : 1;
  return { name: "Rating", numeric: true, cell: ({ rating }) => formatRating(rating, decimals) };
}

/** What the customer rated or chose, newest first. */
export function HistoryPanel({ customer, feedback, hasCounts }: Props) {
  const [isWhole, setWhole] = useState(false);
  const { history } = customer;
  const hasTimes = history.some(({ time }) => time !== null);
  const isExplicit = feedback === "explicit";
  const figures = isExplicit ? [ratingColumn(history)] : hasCounts ? [TIMES] : [];
  return (
    <Card title={isExplicit ? "Rated before" : "Chosen before"}>
      <p className={styles.sentence}>
        {formatAmount(history.length, nounOf(feedback).one)}
        {hasTimes ? ", newest first." : "."}
      </p>
      <DataTable
        caption={isExplicit ? `Ratings by ${customer.id}` : `Products chosen by ${customer.id}`}
        columns={[PRODUCT, ...figures]}
        rows={isWhole ? history : history.slice(0, SHOWN_FIRST)}
      />
      {!isWhole && history.length > SHOWN_FIRST && (
        <Button className={styles.all} variant="default" size="xs" onClick={() => setWhole(true)}>
          Show all {history.length}
        </Button>
      )}
    </Card>
  );
}
