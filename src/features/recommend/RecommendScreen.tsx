import { Button, Tabs } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Notice } from "../../ui/Notice";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { FilterNotice } from "../explore/filter/FilterNotice";
import { TABS, type Tab } from "../frame/viewSlice";
import { selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { BulkView } from "./bulk/BulkView";
import { CompareView } from "./compare/CompareView";
import { CustomerView } from "./customer/CustomerView";
import { NoModel } from "./NoModel";
import { NewCustomerView } from "./newCustomer/NewCustomerView";
import { ProductView } from "./product/ProductView";
import styles from "./RecommendScreen.module.css";
import { answeringSentence } from "./sentences";

/** Zoom, quadtree and shaders are loaded when the map is first looked at. */
const MapView = lazy(async () => ({ default: (await import("./map/MapView")).MapView }));

const TAB_NAMES: Record<Tab, string> = {
  customer: "Customer",
  new: "New customer",
  products: "Products",
  map: "Map",
  compare: "Compare",
  bulk: "In bulk",
};

function Problem() {
  const message = useStore((state) => state.recommendError);
  const retry = useStore((state) => state.retryRecommend);
  if (message === null) return null;
  return (
    <div className={styles.notice}>
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
    </div>
  );
}

/** Says that only some customers and products are looked among. */
function Among() {
  const among = useStore((state) => state.among);
  const summary = useStore((state) => state.data?.summary);
  const recommendAmong = useStore((state) => state.recommendAmong);
  if (!summary || Object.keys(among).length === 0) return null;
  return (
    <div className={styles.notice}>
      <FilterNotice
        filter={among}
        summary={summary}
        title="Only customers and products with ratings that pass"
        onClear={() => void recommendAmong({})}
      />
    </div>
  );
}

function View({ tab }: { tab: Tab }) {
  const hasModel = useStore((state) => state.explorerModel !== null);
  if (tab === "customer") return <CustomerView />;
  if (!hasModel) return <NoModel />;
  switch (tab) {
    case "new":
      return <NewCustomerView />;
    case "products":
      return <ProductView />;
    case "map":
      return (
        <Suspense fallback={null}>
          <MapView />
        </Suspense>
      );
    case "compare":
      return <CompareView />;
    case "bulk":
      return <BulkView />;
  }
}

/** What the model would show whom, and why. */
export function RecommendScreen() {
  const run = useStore(selectRun);
  const answering = useStore((state) => state.explorerModel);
  const tab = useStore((state) => state.tab);
  const setTab = useStore((state) => state.setTab);
  const lead =
    run && answering && answering.run === run.id
      ? `Answers come from ${answeringSentence(answering, run)}.`
      : "Find a customer and see what the model would show them.";
  return (
    <>
      <ScreenHeader title="Recommend" lead={<span data-testid="answering">{lead}</span>} />
      <Tabs value={tab} onChange={(value) => value && setTab(value as Tab)} keepMounted={false}>
        <Tabs.List aria-label="Parts of the explorer" className={styles.tabs}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {TAB_NAMES[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Among />
            <Problem />
            <View tab={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
