import { SegmentedControl, Skeleton } from "@mantine/core";
import { useState } from "react";
import type { DatasetSummary } from "../../../engine/read/types";
import type { LikelyUser, ProductAnswer, ProductRater } from "../../../engine/recommend/products/types";
import { Card } from "../../../ui/Card";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { nounOf, timesWords } from "../../../ui/feedback";
import { formatCount, formatDate } from "../../../ui/format";
import { useStore } from "../../studio/store";
import { RatingBar } from "../RatingBar";
import styles from "./ProductView.module.css";
import { didWords, likelySentence } from "./words";

interface Props {
  product: ProductAnswer;
  summary: DatasetSummary;
}

/** Who rated a product highest, and who has not rated it and is predicted to like it most. */
export function UsersCard({ product, summary }: Props) {
  const [shown, setShown] = useState("rated");
  const did = didWords(summary.feedback);
  return (
    <Card
      title="Who likes it?"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which users"
          value={shown}
          onChange={setShown}
          data={[
            { value: "rated", label: `${did} it` },
            { value: "likely", label: "Would" },
          ]}
        />
      }
    >
      {shown === "rated" ? (
        <Raters product={product} summary={summary} />
      ) : (
        <Likely product={product} summary={summary} />
      )}
    </Card>
  );
}

/** A user of a list, who opens when pressed. */
function UserLink({ id }: { id: string }) {
  const open = useStore((state) => state.openCustomer);
  const setTab = useStore((state) => state.setTab);
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        setTab("customer");
        void open(id);
      }}
    >
      {id}
    </button>
  );
}

function Raters({ product, summary }: Props) {
  const { raters, facts } = product;
  const isExplicit = summary.feedback === "explicit";
  const columns: TableColumn<ProductRater>[] = [
    { name: "User", cell: ({ id }) => <UserLink id={id} /> },
    ...(raters.some(({ time }) => time !== null)
      ? [{ name: "Day", cell: ({ time }: ProductRater) => (time === null ? "–" : formatDate(time)) }]
      : []),
    {
      name: isExplicit ? "Rating" : "Chosen",
      numeric: true,
      cell: ({ rating }) => (isExplicit ? String(Number(rating.toFixed(2))) : timesWords(rating)),
    },
  ];
  return (
    <>
      <p className={styles.under}>
        {isExplicit ? "Highest rating" : "Most often"} first, then the newest; {raters.length} of{" "}
        {formatCount(facts.ratings)}.
      </p>
      <DataTable
        caption={`Users who ${isExplicit ? "rated" : "chose"} ${facts.id}`}
        columns={columns}
        rows={raters}
        rowKey={({ id }, index) => `${id} ${index}`}
      />
    </>
  );
}

function Likely({ product, summary }: Props) {
  const likely = useStore((state) => state.likelyUsers);
  if (!likely) return <Skeleton height={240} radius="md" aria-label="Asking the most active users" />;
  return (
    <>
      <p className={styles.under}>{likelySentence(likely, summary.feedback)}</p>
      {likely.users.length > 0 && (
        <LikelyTable caption={`Users who would like ${product.facts.id}`} users={likely.users} summary={summary} />
      )}
    </>
  );
}

interface LikelyTableProps {
  caption: string;
  users: readonly LikelyUser[];
  summary: DatasetSummary;
}

/** Users in the order in which they are predicted to like something. */
export function LikelyTable({ caption, users, summary }: LikelyTableProps) {
  const { feedback, ratingLow, ratingHigh } = summary;
  const columns: TableColumn<LikelyUser>[] = [
    { name: "User", cell: ({ id }) => <UserLink id={id} /> },
    {
      name: feedback === "explicit" ? "Ratings" : nounOf(feedback).many,
      numeric: true,
      cell: ({ ratings }) => formatCount(ratings),
    },
    ...(users.some(({ predicted }) => predicted !== null)
      ? [
          {
            name: "Predicted",
            numeric: true,
            cell: ({ predicted }: LikelyUser) =>
              predicted !== null && (
                <RatingBar
                  value={Math.max(ratingLow, Math.min(ratingHigh, predicted))}
                  low={ratingLow}
                  high={ratingHigh}
                />
              ),
          },
        ]
      : []),
  ];
  return <DataTable caption={caption} columns={columns} rows={users} rowKey={({ id }) => id} />;
}
