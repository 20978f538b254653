import { Skeleton } from "@mantine/core";
import { ownerOf } from "../../../domain/roles";
import { Card } from "../../../ui/Card";
import { segmentNoun } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";
import { sidesInUse } from "../../train/parameters";
import { CustomerSearch } from "../CustomerSearch";
import { HistoryPanel } from "../HistoryPanel";
import { NoModel } from "../NoModel";
import { PopularPanel } from "../PopularPanel";
import { RecommendationPanel } from "../RecommendationPanel";
import styles from "../RecommendScreen.module.css";
import { knownSentence } from "../sentences";
import { useRankChanges } from "../useRankChanges";

/** Find a customer; see what they rated or chose beside what the model would show them. */
export function CustomerView() {
  return (
    <div className={styles.columns}>
      <Card>
        <CustomerSearch />
      </Card>
      <div className={styles.stack}>
        <CustomerInView />
      </div>
    </div>
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
  // What the model may read of a customer whom it has not met in training.
  const ofCustomer = settings ? sidesInUse(settings, summary).filter((side) => ownerOf(side) === "user") : [];
  const sharing = ofCustomer.map((side) => segmentNoun(side, summary));
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
      <RecommendationPanel
        customer={customer}
        feedback={feedback}
        scale={{ low: ratingLow, high: ratingHigh }}
        changes={changes}
      />
      <div className={styles.panels}>
        <HistoryPanel
          key={customer.id}
          customer={customer}
          feedback={feedback}
          hasCounts={ratingLow !== 1 || ratingHigh !== 1}
        />
        <PopularPanel view={customer} feedback={feedback} />
      </div>
    </div>
  );
}
