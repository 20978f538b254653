import { Button, CloseButton, Skeleton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { Waterfall } from "../../../charts/svg/Waterfall";
import type { Pull, Reasons } from "../../../engine/recommend/types";
import { Card } from "../../../ui/Card";
import { DataTable } from "../../../ui/DataTable";
import { Notice } from "../../../ui/Notice";
import { useStore } from "../../studio/store";
import { ProductCell } from "../ProductCell";
import { formatRating } from "../sentences";
import type { ReasonsState } from "../store/recommendState";
import styles from "./WhyCard.module.css";
import { pullsSentence, pullText, signedTerm, sumSentence, telling, termName } from "./words";

/** Ratings that are named as reasons. */
const SHOWN = 8;

/** Why a product is in the list: the summands of its score, and the rated products that pull most. */
export function WhyCard({ of }: { of: ReasonsState["of"] }) {
  const reasons = useStore((state) => state.reasons);
  const close = useStore((state) => state.closeReasons);
  const place = useRef<HTMLDivElement>(null);
  const product = reasons?.of === of ? reasons.product : null;

  useHotkeys([["Escape", () => product !== null && close()]]);

  useEffect(() => {
    if (product !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [product]);

  if (!reasons || product === null) return null;
  const { answer, error } = reasons;
  return (
    <div ref={place} data-testid="why">
      <Card
        title={`Why ${answer?.title || product}?`}
        actions={<CloseButton aria-label="Close the reasons" onClick={close} />}
      >
        {error !== null && <Failure product={product} of={of} error={error} />}
        {error === null && (answer ? <Answer reasons={answer} /> : <Skeleton height={220} aria-hidden />)}
      </Card>
    </div>
  );
}

function Failure({ product, of, error }: { product: string; of: ReasonsState["of"]; error: string }) {
  const explain = useStore((state) => state.explain);
  return (
    <Notice
      kind="error"
      actions={
        <Button size="xs" variant="default" onClick={() => void explain(product, of)}>
          Try again
        </Button>
      }
    >
      {error}
    </Notice>
  );
}

function Answer({ reasons }: { reasons: Reasons }) {
  const summary = useStore((state) => state.data?.summary ?? null);
  const { kind, terms, logit, predicted, pulls } = reasons;
  const sentence = sumSentence(reasons);
  const shown = telling(pulls);
  const total =
    kind === "rating" && predicted !== null
      ? { label: "Predicted rating", text: `${signedTerm(logit)} → ${formatRating(predicted)}` }
      : { label: "Score", text: signedTerm(logit) };
  return (
    <div className={styles.columns}>
      <div>
        <h3 className={styles.title}>What the score is made of</h3>
        <p className={styles.sentence}>{sentence}</p>
        <Waterfall
          label={`${terms.map((term) => `${termName(term, summary)} ${signedTerm(term.value)}`).join(", ")}. ${sentence}`}
          steps={terms.map((term) => ({
            label: termName(term, summary),
            value: term.value,
            text: signedTerm(term.value),
          }))}
          total={total}
        />
      </div>
      <div>
        <h3 className={styles.title}>Which ratings pull most</h3>
        <p className={styles.sentence}>{pullsSentence(reasons)}</p>
        {shown.length > 0 && <Pulls pulls={shown.slice(0, SHOWN)} kind={kind} />}
      </div>
    </div>
  );
}

function Pulls({ pulls, kind }: { pulls: readonly Pull[]; kind: Reasons["kind"] }) {
  return (
    <DataTable<Pull>
      caption="Ratings that pull most"
      columns={[
        { name: "Rated before", cell: (pull) => <ProductCell {...pull} /> },
        ...(kind === "rating"
          ? [{ name: "Rating", numeric: true, cell: ({ rating }: Pull) => formatRating(rating, rating % 1 ? 1 : 0) }]
          : []),
        { name: "Pull", numeric: true, cell: pullText },
      ]}
      rows={pulls}
      rowKey={({ product }) => product}
    />
  );
}
