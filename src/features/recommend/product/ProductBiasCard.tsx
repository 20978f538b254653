import type { DatasetSummary } from "../../../engine/read/types";
import type { BiasedProduct, BiasLists, ProductAnswer } from "../../../engine/recommend/products/types";
import { Card } from "../../../ui/Card";
import { CountInput } from "../../../ui/CountInput";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount } from "../../../ui/format";
import { useStore } from "../../studio/store";
import { BiasChart } from "./BiasChart";
import styles from "./ProductView.module.css";
import { ProductLink } from "./SimilarCard";
import { biasUnitWords, biasWords, placeSentence, popularitySentence } from "./words";

interface Props {
  product: ProductAnswer;
  summary: DatasetSummary;
}

/** What the model holds of products whoever is asked, beside their mean ratings: the best, the worst, and this one. */
export function ProductBiasCard({ product, summary }: Props) {
  const biases = useStore((state) => state.biases);
  if (!biases) return null;
  const { found } = biases;
  return (
    <Card
      title={product.kind === "rating" ? "Is it good, or rated by the generous?" : "How popular is it?"}
      actions={found && <Minimum />}
    >
      {found ? (
        <Found found={found} product={product} summary={summary} />
      ) : (
        <p className={styles.sentence}>
          This model has no bias of products: what it holds of one depends on who is asked. Train a model with biases to
          see the best and the worst.
        </p>
      )}
    </Card>
  );
}

function Minimum() {
  const minimum = useStore((state) => state.biasMinimum);
  const setMinimum = useStore((state) => state.setBiasMinimum);
  return (
    <CountInput
      count={minimum}
      onCount={setMinimum}
      w={150}
      leftSection="At least"
      leftSectionWidth={62}
      rightSection="ratings"
      rightSectionWidth={54}
      hideControls
      aria-label="Least number of ratings"
      max={100_000}
      data-testid="bias-minimum"
    />
  );
}

function Found({ found, product, summary }: Props & { found: BiasLists }) {
  const { place, of, minimum, best, worst } = found;
  const isExplicit = summary.feedback === "explicit";
  const isRating = product.kind === "rating";
  const name = product.facts.title || product.facts.id;
  return (
    <>
      <p className={styles.sentence} data-testid="bias-sentence">
        {place
          ? isRating
            ? placeSentence(place, minimum)
            : popularitySentence(place, minimum, summary.feedback)
          : `${name} has fewer than ${formatAmount(minimum, nounOf(summary.feedback).one)}, or none in the training part. ${formatAmount(of, "product")} have as many.`}
      </p>
      {isExplicit && isRating && of > 2 && (
        <BiasChart
          found={found}
          mean={place ? product.facts.mean : null}
          name={name}
          unit={biasUnitWords(found, summary)}
        />
      )}
      {of > 0 && (
        <div className={styles.lists}>
          <BiasTable
            title={isRating ? "Best by bias" : "Most popular in the model"}
            rows={best}
            isExplicit={isExplicit}
            isRating={isRating}
          />
          <BiasTable
            title={isRating ? "Worst by bias" : "Least popular in the model"}
            rows={worst}
            isExplicit={isExplicit}
            isRating={isRating}
          />
        </div>
      )}
    </>
  );
}

interface BiasTableProps {
  title: string;
  rows: BiasedProduct[];
  isExplicit: boolean;
  isRating: boolean;
}

function BiasTable({ title, rows, isExplicit, isRating }: BiasTableProps) {
  const columns: TableColumn<BiasedProduct>[] = [
    { name: "Product", cell: (row) => <ProductLink {...row} /> },
    {
      name: isExplicit ? "Mean rating" : "Chosen",
      numeric: true,
      cell: ({ mean, ratings }) => (
        <>
          {isExplicit && mean.toFixed(2)}{" "}
          <span className={styles.muted}>
            {isExplicit ? "of " : ""}
            {formatCount(ratings)}
          </span>
        </>
      ),
    },
    { name: isRating ? "Bias" : "Log share", numeric: true, cell: ({ bias }) => biasWords(bias) },
  ];
  return (
    <div>
      <h3 className={styles.heading}>{title}</h3>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </div>
  );
}
