import { SegmentedControl } from "@mantine/core";
import type { Feedback } from "../../../domain/roles";
import {
  LIKENESSES,
  type Likeness,
  type ListedProduct,
  type ProductAnswer,
  type RelatedProduct,
  type SimilarProduct,
  type TogetherProduct,
} from "../../../engine/recommend/products/types";
import { Card } from "../../../ui/Card";
import { CosineBar } from "../../../ui/CosineBar";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { useStore } from "../../studio/store";
import { MatchBar } from "../MatchBar";
import { ProductCell } from "../ProductCell";
import styles from "./ProductView.module.css";
import { sharedWords, similarSentence, strongestWords } from "./words";

interface Props {
  product: ProductAnswer;
  feedback: Feedback;
}

const LABELS: Record<Likeness, string> = { taste: "Alike in taste", together: "Taken together" };

/** Products that are liked by the same people, or taken by them, with what else they share. */
export function SimilarCard({ product, feedback }: Props) {
  const chosen = useStore((state) => state.likeness);
  const setLikeness = useStore((state) => state.setLikeness);
  const { similar, together } = product;
  const likeness = together ? chosen : "taste";
  const isTogether = together !== null && likeness === "together";
  return (
    <Card
      title="Which products are like it?"
      actions={
        together && (
          <SegmentedControl
            size="xs"
            aria-label="By what products are compared"
            data={LIKENESSES.map((value) => ({ value, label: LABELS[value] }))}
            value={likeness}
            onChange={(value) => setLikeness(value as Likeness)}
          />
        )
      }
    >
      <p className={styles.sentence}>{similarSentence(product, likeness)}</p>
      {isTogether && together.length > 0 && (
        <div data-testid="together-products">
          <DataTable<TogetherProduct>
            caption={`Products taken together with ${product.facts.id}`}
            columns={[
              ...columnsOf<TogetherProduct>(feedback),
              { name: "Weight", cell: ({ share }) => <MatchBar share={share} words={strongestWords(share)} /> },
            ]}
            rows={together}
            rowKey={({ id }) => id}
          />
        </div>
      )}
      {!isTogether && similar.length > 0 && (
        <div data-testid="similar-products">
          <DataTable<SimilarProduct>
            caption={`Products similar to ${product.facts.id}`}
            columns={[
              ...columnsOf<SimilarProduct>(feedback),
              { name: "Cosine", numeric: true, cell: ({ cosine }) => <CosineBar value={cosine} /> },
            ]}
            rows={similar}
            rowKey={({ id }) => id}
          />
        </div>
      )}
    </Card>
  );
}

function columnsOf<Row extends RelatedProduct>(feedback: Feedback): TableColumn<Row>[] {
  return [
    { name: "Product", cell: (row) => <ProductLink {...row} /> },
    { name: "Shares", cell: (row) => <span className={styles.shared}>{sharedWords(row, feedback)}</span> },
  ];
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
