import type { Feedback } from "../../../domain/roles";
import type { ListedProduct, ProductAnswer, SimilarProduct } from "../../../engine/recommend/products/types";
import { Card } from "../../../ui/Card";
import { CosineBar } from "../../../ui/CosineBar";
import { DataTable } from "../../../ui/DataTable";
import { useStore } from "../../studio/store";
import { ProductCell } from "../ProductCell";
import styles from "./ProductView.module.css";
import { sharedWords, similarSentence } from "./words";

interface Props {
  product: ProductAnswer;
  feedback: Feedback;
}

/** Products whose factors point the same way, with what else they share. */
export function SimilarCard({ product, feedback }: Props) {
  return (
    <Card title="Which products are like it?">
      <p className={styles.sentence}>{similarSentence(product)}</p>
      {product.similar.length > 0 && (
        <div data-testid="similar-products">
          <DataTable<SimilarProduct>
            caption={`Products similar to ${product.facts.id}`}
            columns={[
              { name: "Product", cell: (row) => <ProductLink {...row} /> },
              { name: "Shares", cell: (row) => <span className={styles.shared}>{sharedWords(row, feedback)}</span> },
              { name: "Cosine", numeric: true, cell: ({ cosine }) => <CosineBar value={cosine} /> },
            ]}
            rows={product.similar}
            rowKey={({ id }) => id}
          />
        </div>
      )}
    </Card>
  );
}

/** A product of a list, that opens when it is pressed. */
export function ProductLink({ id, title, category, brand }: ListedProduct) {
  const open = useStore((state) => state.openProduct);
  return (
    <button type="button" className={styles.link} onClick={() => void open(id)}>
      <ProductCell product={id} title={title} category={category} brand={brand} />
    </button>
  );
}
