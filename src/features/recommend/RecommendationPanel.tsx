import type { Feedback } from "../../domain/roles";
import type { CustomerAnswer } from "../../engine/recommend/types";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { ListLength } from "./ListLength";
import { ListControls } from "./list/ListControls";
import { RecommendationTable } from "./list/RecommendationTable";
import { StandingNotice } from "./list/StandingNotice";
import styles from "./RecommendationPanel.module.css";
import type { RankChange } from "./rankChanges";
import { excludedSentence, orderSentence } from "./sentences";
import { WhyCard } from "./why/WhyCard";

interface RecommendationProps {
  customer: CustomerAnswer;
  feedback: Feedback;
  /** Ends of the rating scale. */
  scale: { low: number; high: number };
  changes: Map<string, RankChange>;
}

/** What the model would show the customer, best first. */
export function RecommendationPanel({ customer, feedback, scale, changes }: RecommendationProps) {
  const reasons = useStore((state) => state.reasons);
  const explain = useStore((state) => state.explain);
  const close = useStore((state) => state.closeReasons);
  const list = useStore((state) => state.list);
  const open = useStore((state) => state.openProduct);
  const explained = reasons?.of === "customer" ? reasons.product : null;
  const { recommendations, kind, nothingLeft } = customer;
  return (
    <Card title="Recommended next" actions={<ListLength />}>
      <p className={styles.sentence} data-testid="excluded">
        {orderSentence(customer, list)} {excludedSentence(customer, feedback)}
      </p>
      <StandingNotice view={customer} />
      <ListControls />
      <div data-testid="recommendations">
        {nothingLeft ? (
          <Notice>{nothingLeft.sentence}</Notice>
        ) : (
          <RecommendationTable
            caption={`Recommendations for ${customer.id}`}
            kind={kind}
            recommendations={recommendations}
            feedback={feedback}
            scale={scale}
            changes={changes}
            had={list.again ? new Set(customer.history.map(({ product }) => product)) : undefined}
            explained={explained}
            reasons={<WhyCard of="customer" />}
            onOpen={(product) => void open(product)}
            onExplain={(product) => (product === explained ? close() : void explain(product))}
          />
        )}
      </div>
    </Card>
  );
}
