import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Feedback } from "../../../domain/roles";
import type { ListView, Recommendation } from "../../../engine/recommend/types";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { nounOf } from "../../../ui/feedback";
import { formatAmount } from "../../../ui/format";
import { MatchBar } from "../MatchBar";
import { ProductCell } from "../ProductCell";
import { RankMark } from "../RankMark";
import { RatingBar } from "../RatingBar";
import type { RankChange } from "../rankChanges";
import { becauseWords, formatRating, hadWords, isByInterest, likelyWords, matchShares, matchWords } from "../sentences";
import styles from "./RecommendationTable.module.css";

interface Props {
  caption: string;
  kind: ListView["kind"];
  recommendations: readonly Recommendation[];
  feedback: Feedback;
  /** Ends of the rating scale. */
  scale: { low: number; high: number };
  changes?: Map<string, RankChange>;
  /** Products that they have already, where those are listed too. */
  had?: ReadonlySet<string>;
  /** The product whose reasons are open. */
  explained?: string | null;
  onExplain?(product: string): void;
  /** The reasons, under the row that they explain. */
  reasons?: ReactNode;
  onOpen?(product: string): void;
}

type Row = Recommendation & { rank: number; share: number };

function Mean({ mean, ratings }: Pick<Row, "mean" | "ratings">) {
  return (
    <>
      {ratings > 0 && `${formatRating(mean)} · `}
      {formatAmount(ratings, nounOf("explicit").one)}
    </>
  );
}

const MEAN: TableColumn<Row> = { name: "Mean rating", numeric: true, wide: true, cell: Mean };

const CHOSEN_BY: TableColumn<Row> = {
  name: "Chosen by",
  numeric: true,
  wide: true,
  cell: ({ ratings }) => formatAmount(ratings, "user"),
};

/** A list of recommendations, best first: what each is, what others gave it, what the model says, and why. */
export function RecommendationTable(props: Props) {
  const { caption, kind, recommendations, feedback, scale, changes, had, explained, onExplain, onOpen, reasons } =
    props;
  const isExplicit = feedback === "explicit";
  const shares = matchShares(recommendations.map(({ score }) => score));
  const rows = recommendations.map((recommendation, place) => ({
    ...recommendation,
    rank: place + 1,
    share: shares[place],
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
      cell: (row) => (
        <>
          {onOpen ? (
            <UnstyledButton className={styles.open} onClick={() => onOpen(row.product)}>
              <ProductCell {...row} />
            </UnstyledButton>
          ) : (
            <ProductCell {...row} />
          )}
          {had?.has(row.product) && <span className={styles.because}>{hadWords(feedback)}</span>}
          {row.because.length > 0 && <span className={styles.because}>{becauseWords(row)}</span>}
          {row.likely !== null && (
            <span className={styles.narrow}>
              <MatchBar share={row.likely} words={likelyWords(row.likely)} />
            </span>
          )}
          <span className={styles.narrow}>{isExplicit ? <Mean {...row} /> : formatAmount(row.ratings, "user")}</span>
        </>
      ),
    },
  ];
  if (isByInterest(props)) {
    columns.push({
      name: "How likely",
      wide: true,
      cell: ({ likely }) => likely !== null && <MatchBar share={likely} words={likelyWords(likely)} />,
    });
  } else if (kind === "ranking") {
    columns.push({ name: "Match", cell: ({ share }) => <MatchBar share={share} words={matchWords(share)} /> });
  }
  if (kind === "rating") {
    columns.push({
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
    });
  }
  columns.push(isExplicit ? MEAN : CHOSEN_BY);
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
  return (
    <DataTable<Row>
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ product }) => product}
      detail={({ product }) => product === explained && reasons}
    />
  );
}
