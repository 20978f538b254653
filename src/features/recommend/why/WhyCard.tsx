import { Button, CloseButton, Skeleton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { Waterfall } from "../../../charts/svg/Waterfall";
import type { DatasetSummary } from "../../../engine/read/types";
import type { InterestReasons, Pull, Reasons } from "../../../engine/recommend/types";
import { DataTable } from "../../../ui/DataTable";
import { Notice } from "../../../ui/Notice";
import { useStore } from "../../studio/store";
import { ProductCell } from "../ProductCell";
import { formatRating } from "../sentences";
import type { ReasonsState } from "../store/recommendState";
import { interestSentence, interestSteps, interestTotal, likedSentence } from "./interest";
import styles from "./WhyCard.module.css";
import { isPulled, pullsSentence, pullText, signedTerm, sumSentence, telling, termName } from "./words";

/** Ratings that are named as reasons. */
const SHOWN = 8;

/** A smaller summand is written as nothing. */
const LEAST_TERM = 0.005;

/**
 * Why a product is in the list: what makes it likely that they take it, the summands of its rating, and the rated products
 * that pull most. Stands under the row that it explains.
 */
export function WhyCard({ of }: { of: ReasonsState["of"] }) {
  const reasons = useStore((state) => state.reasons);
  const close = useStore((state) => state.closeReasons);
  const place = useRef<HTMLDivElement>(null);
  const product = reasons?.of === of ? reasons.product : null;
  const isAnswered = reasons?.answer != null;

  useHotkeys([["Escape", () => product !== null && close()]]);

  // Once more when the answer has come, which is higher; where both do not fit, the row stays in sight.
  useEffect(() => {
    if (product === null) return;
    place.current?.scrollIntoView({ block: "nearest" });
    place.current?.closest("tr")?.previousElementSibling?.scrollIntoView({ block: "nearest" });
  }, [product, isAnswered]);

  if (!reasons || product === null) return null;
  const { answer, error } = reasons;
  const title = `Why ${answer?.title || product}?`;
  return (
    <section ref={place} className={styles.why} aria-label={title} data-testid="why">
      <div className={styles.head}>
        <h3 className={styles.question}>{title}</h3>
        <CloseButton aria-label="Close the reasons" onClick={close} />
      </div>
      {error !== null && <Failure product={product} of={of} error={error} />}
      {error === null && (answer ? <Answer reasons={answer} /> : <Skeleton height={220} aria-hidden />)}
    </section>
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
  if (!summary) return null;
  const { interest, kind, pulls } = reasons;
  // The interest of a model that only ranks is all there is to its score.
  const isWhole = interest !== null && kind === "ranking";
  return (
    <div className={styles.columns}>
      {interest && <Interest interest={interest} ratings={reasons.ratings} />}
      {!isWhole && (
        <div className={styles.stack}>
          <Sum reasons={reasons} summary={summary} />
          <div>
            <h4 className={styles.title}>Which ratings pull most</h4>
            <p className={styles.sentence}>{pullsSentence(reasons, summary)}</p>
            {isPulled(reasons, summary) && <Pulls pulls={telling(pulls).slice(0, SHOWN)} kind={kind} />}
          </div>
        </div>
      )}
    </div>
  );
}

/** What the history's products and popularity add to the interest, and the probability of liking. */
function Interest({ interest, ratings }: { interest: InterestReasons; ratings: number }) {
  const steps = interestSteps(interest);
  const total = interestTotal(interest);
  const sentence = interestSentence(interest, ratings);
  const liked = likedSentence(interest);
  const spoken = [...steps, total].map(({ label, text }) => `${label} ${text}`).join(", ");
  return (
    <div data-testid="why-interest">
      <h4 className={styles.title}>Will they take it?</h4>
      <p className={styles.sentence}>{sentence}</p>
      <Waterfall label={`${spoken}.`} steps={steps} total={total} />
      {liked !== "" && (
        <>
          <h4 className={styles.next}>Will they like it?</h4>
          <p className={styles.sentence}>{liked}</p>
        </>
      )}
    </div>
  );
}

/** The summands of the predicted rating, or of a score. */
function Sum({ reasons, summary }: { reasons: Reasons; summary: DatasetSummary }) {
  const { kind, unit, logit, predicted } = reasons;
  const terms = reasons.terms.filter(({ value }) => Math.abs(value) >= LEAST_TERM);
  const sentence = sumSentence(reasons, summary);
  const isRating = kind === "rating" && predicted !== null;
  const rating = predicted === null ? "" : formatRating(predicted);
  const total = isRating
    ? { label: "Predicted rating", text: unit === "stars" ? rating : `${signedTerm(logit)} → ${rating}` }
    : { label: "Score", text: signedTerm(logit) };
  return (
    <div data-testid="why-sum">
      <h4 className={styles.title}>{isRating ? "What the rating is made of" : "What the score is made of"}</h4>
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
