import { Button, Skeleton } from "@mantine/core";
import { Sparkles } from "lucide-react";
import type { SideRole } from "../../engine/dataset/types";
import { isActive } from "../../store/runState";
import { selectRun } from "../../store/selectors";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Notice } from "../../ui/Notice";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { segmentWord } from "../../ui/segmentName";
import { FilterNotice } from "../explore/filter/FilterNotice";
import { sidesInUse } from "../train/parameters";
import { CustomerSearch } from "./CustomerSearch";
import { HistoryPanel } from "./HistoryPanel";
import { RecommendationPanel } from "./RecommendationPanel";
import styles from "./RecommendScreen.module.css";
import { answeringSentence, knownSentence } from "./sentences";
import { useRankChanges } from "./useRankChanges";

/** What a model may read of a customer whom it has not met in training. */
const OF_CUSTOMER: readonly SideRole[] = ["userGender", "userGroup"];

/** Why there is no list yet, with the way to get one. */
function NoModel() {
  const run = useStore(selectRun);
  const setScreen = useStore((state) => state.setScreen);
  const training = run !== null && isActive(run);
  return (
    <Card>
      <EmptyState
        icon={Sparkles}
        title={training ? "The first epoch is still training" : "No model to ask yet"}
        actions={<Button onClick={() => setScreen("train")}>{training ? "Watch it train" : "Go to Train"}</Button>}
      >
        {training
          ? "Recommendations appear here when it ends, and change with every epoch."
          : "Train a model first; then any customer's recommendations appear here at once."}
      </EmptyState>
    </Card>
  );
}

function Problem() {
  const message = useStore((state) => state.recommendError);
  const retry = useStore((state) => state.retryRecommend);
  if (message === null) return null;
  return (
    <Notice
      kind="error"
      actions={
        <Button variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      }
    >
      <span data-testid="recommend-error">{message}</span>
    </Notice>
  );
}

/** The customer in view, or what stands in the way. */
function CustomerInView() {
  const customer = useStore((state) => state.customer);
  const answering = useStore((state) => state.explorerModel);
  const summary = useStore((state) => state.data?.summary);
  const settings = useStore((state) => state.runs.find(({ id }) => id === state.explorerModel?.run)?.settings);
  const pending = useStore((state) => state.customerPending);
  const changes = useRankChanges(customer, answering);
  if (!answering) return <NoModel />;
  if (!customer || !summary) {
    return pending ? <Skeleton height={480} radius="lg" aria-hidden /> : null;
  }
  const ofCustomer = settings ? sidesInUse(settings, summary).filter((side) => OF_CUSTOMER.includes(side)) : [];
  const sharing = ofCustomer.map((side) => (side === "userGender" ? "gender" : segmentWord(side, summary)));
  const { feedback, ratingLow, ratingHigh } = summary;
  return (
    <div data-testid="customer" data-customer={customer.id} className={styles.stack}>
      <div>
        <h2 className={styles.id} data-testid="customer-id">
          {customer.id}
        </h2>
        <p className={styles.known} data-testid="customer-known">
          {knownSentence(customer, feedback, sharing)}
        </p>
      </div>
      <div className={styles.panels}>
        <RecommendationPanel
          customer={customer}
          feedback={feedback}
          scale={{ low: ratingLow, high: ratingHigh }}
          changes={changes}
        />
        <HistoryPanel
          key={customer.id}
          customer={customer}
          feedback={feedback}
          hasCounts={ratingLow !== 1 || ratingHigh !== 1}
        />
      </div>
    </div>
  );
}

/** Says that only some customers and products are looked among. */
function Among() {
  const among = useStore((state) => state.among);
  const summary = useStore((state) => state.data?.summary);
  const recommendAmong = useStore((state) => state.recommendAmong);
  if (!summary) return null;
  return (
    <FilterNotice
      filter={among}
      summary={summary}
      title="Only customers and products with ratings that pass"
      onClear={() => void recommendAmong({})}
    />
  );
}

/** Find a customer; see what they rated or chose beside what the model would show them. */
export function RecommendScreen() {
  const run = useStore(selectRun);
  const answering = useStore((state) => state.explorerModel);
  const lead =
    run && answering && answering.run === run.id
      ? `Answers come from ${answeringSentence(answering, run)}.`
      : "Find a customer and see what the model would show them.";
  return (
    <>
      <ScreenHeader title="Recommend" lead={<span data-testid="answering">{lead}</span>} />
      <div className={styles.columns}>
        <Card>
          <CustomerSearch />
        </Card>
        <div className={styles.stack}>
          <Among />
          <Problem />
          <CustomerInView />
        </div>
      </div>
    </>
  );
}
