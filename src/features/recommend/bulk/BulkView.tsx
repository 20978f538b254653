import { Button } from "@mantine/core";
import { useState } from "react";
import type { UserSegment } from "../../../engine/recommend/types";
import { Card } from "../../../ui/Card";
import { Notice } from "../../../ui/Notice";
import { ProgressLine } from "../../../ui/ProgressLine";
import { useStore } from "../../studio/store";
import { SegmentSelect } from "../customer/SegmentSelect";
import { ListLength } from "../ListLength";
import { ListControls } from "../list/ListControls";
import type { BulkState } from "../store/recommendState";
import styles from "./BulkView.module.css";
import { bulkSavedSentence, estimateSentence, progressSentence } from "./words";

/** Lists of all customers, or of a segment, as one CSV file. */
export function BulkView() {
  const bulk = useStore((state) => state.bulk);
  const estimate = useStore((state) => state.estimateBulk);
  const save = useStore((state) => state.saveBulk);
  const close = useStore((state) => state.closeBulk);
  const [segment, setSegment] = useState<UserSegment | null>(null);
  const isWriting = bulk?.status === "writing";
  const isEstimating = bulk?.status === "estimating";
  return (
    <Card title="Lists of many customers as one file">
      <p className={styles.sentence}>
        A CSV with a line for each customer and place: user, rank, product, title, predicted. Filters, order and what is
        left out count as they do for one customer.
      </p>
      <div className={styles.line}>
        <SegmentSelect size="sm" label="Customers" segment={segment} onSegment={setSegment} />
        <ListLength />
      </div>
      <ListControls />
      <div className={styles.line}>
        <Button variant="default" disabled={isWriting} loading={isEstimating} onClick={() => void estimate(segment)}>
          How long will it take?
        </Button>
        <Button disabled={isWriting || isEstimating} onClick={() => void save(segment)}>
          Save lists
        </Button>
      </div>
      {bulk && (
        <div className={styles.state} aria-live="polite">
          <State bulk={bulk} onClose={close} onRetry={() => void save(segment)} />
        </div>
      )}
    </Card>
  );
}

function State({ bulk, onClose, onRetry }: { bulk: BulkState; onClose(): void; onRetry(): void }) {
  switch (bulk.status) {
    case "estimating":
      return <p className={styles.sentence}>Trying a few customers.</p>;
    case "estimated":
      return bulk.estimate && <p>{estimateSentence(bulk.estimate)}</p>;
    case "writing": {
      const text = bulk.progress ? progressSentence(bulk.progress) : "Writing lists";
      const share = bulk.progress && bulk.progress.total > 0 ? bulk.progress.users / bulk.progress.total : null;
      return (
        <>
          <p className="tabular">{text}</p>
          <ProgressLine label={text} share={share} />
          <Button size="xs" variant="default" className={styles.stop} onClick={onClose}>
            Stop
          </Button>
        </>
      );
    }
    case "saved":
      return (
        bulk.saved && (
          <Notice kind="success" onDismiss={onClose}>
            {bulkSavedSentence(bulk.saved)}
          </Notice>
        )
      );
    case "failed":
      return (
        <Notice
          kind="error"
          title="The lists could not be saved"
          onDismiss={onClose}
          actions={
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {bulk.error}
        </Notice>
      );
  }
}
