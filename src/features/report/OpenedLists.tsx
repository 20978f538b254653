import { DataTable } from "../../ui/DataTable";
import { ProductCell } from "../recommend/ProductCell";
import { formatRating } from "../recommend/sentences";
import type { Recommendations } from "./document";
import styles from "./OpenedLists.module.css";

type Row = Recommendations[string][number] & { rank: number };

const PREDICTED = {
  name: "Predicted rating",
  numeric: true,
  cell: ({ predicted }: Row) => (predicted === null ? "" : formatRating(predicted)),
};

/** The lists of the customers that were opened with the Run's final model. */
export function OpenedLists({ opened }: { opened: Recommendations }) {
  const customers = Object.entries(opened);
  if (customers.length === 0) {
    return <p className={styles.none}>No customer was opened yet. Those you open on Recommend are listed here.</p>;
  }
  return customers.map(([user, list]) => (
    <section key={user} className={styles.customer}>
      <h3 className={styles.user}>{user}</h3>
      <DataTable
        caption={`Recommended to ${user}`}
        columns={[
          { name: "Rank", cell: ({ rank }: Row) => rank },
          { name: "Product", cell: ({ product, title }) => <ProductCell product={product} title={title} /> },
          ...(list.some(({ predicted }) => predicted !== null) ? [PREDICTED] : []),
        ]}
        rows={list.map((recommendation, place) => ({ ...recommendation, rank: place + 1 }))}
        rowKey={({ product }) => product}
      />
    </section>
  ));
}
