import { UnstyledButton } from "@mantine/core";
import type { Feedback } from "../../../domain/roles";
import type { ListView, Recommendation } from "../../../engine/recommend/types";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { formatAmount, formatCount } from "../../../ui/format";
import { MatchBar } from "../MatchBar";
import { ProductCell } from "../ProductCell";
import { RankMark } from "../RankMark";
import { RatingBar } from "../RatingBar";
import type { RankChange } from "../rankChanges";
import { formatRating, matchShares } from "../sentences";
import styles from "./RecommendationTable.module.css";

interface Props {
  caption: string;
  kind: ListView["kind"];
  recommendations: readonly Recommendation[];
  feedback: Feedback;
  /** Ends of the rating scale. */
  scale: { low: number; high: number };
  changes?: Map<string, RankChange>;
  /** The product whose reasons are open. */
  explained?: string | null;
  onExplain?(product: string): void;
  onOpen?(product: string): void;
}

type Row = Recommendation & { rank: number; share: number };

const MEAN: TableColumn<Row> = {
  name: "Mean rating",
  numeric: true,
  cell: ({ mean, ratings }) => (
    <>
      {ratings > 0 ? formatRating(mean) : "–"} <span className={styles.of}>of {formatCount(ratings)}</span>
    </>
  ),
};

const CHOSEN_BY: TableColumn<Row> = {
  name: "Chosen by",
  numeric: true,
  cell: ({ ratings }) => formatAmount(ratings, "user"),
};

/** A list of recommendations, best first: what each is, what others gave it, what the model says, and why. */
export function RecommendationTable(props: Props) {
  const { caption, kind, recommendations, feedback, scale, changes, explained, onExplain, onOpen } = props;
  const shares = matchShares(recommendations.map(({ score }) => score));
  const rows = recommendations.map((recommendation, place) => ({
    ...recommendation,
    rank: place + 1,
    share: shares[place]!,
  }));
  const columns: TableColumn<Row>[] = [
    {
      name: <span className="hidden">Rank</span>,
      cell: ({ rank, product }) => (
        <span className={styles.rank}>
          {rank} <RankMark change={changes?.get(product)} />
        </span>
      ),
    },
    {
      name: "Product",
      cell: (row) =>
        onOpen ? (
          <UnstyledButton className={styles.open} onClick={() => onOpen(row.product)}>
            <ProductCell {...row} />
          </UnstyledButton>
        ) : (
          <ProductCell {...row} />
        ),
    },
    feedback === "explicit" ? MEAN : CHOSEN_BY,
    kind === "ranking"
      ? { name: "Match", cell: ({ share }) => <MatchBar share={share} /> }
      : {
          name: "Predicted",
          numeric: true,
          cell: ({ predicted, interval }) =>
            predicted !== null && (
              <>
                <RatingBar value={predicted} {...scale} />
                {interval && (
                  <span className={styles.interval}>
                    {formatRating(interval[0], 1)} to {formatRating(interval[1], 1)}
                  </span>
                )}
              </>
            ),
        },
  ];
  if (onExplain) {
    columns.push({
      name: <span className="hidden">Reasons</span>,
      cell: ({ product, title }) => (
        <UnstyledButton
          className={styles.why}
          aria-expanded={explained === product}
          aria-label={`Why ${title || product}?`}
          onClick={() => onExplain(product)}
        >
          Why?
        </UnstyledButton>
      ),
    });
  }
  return <DataTable<Row> caption={caption} columns={columns} rows={rows} rowKey={({ product }) => product} />;
}
