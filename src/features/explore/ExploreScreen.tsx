import { Button, Skeleton } from "@mantine/core";
import { ChartColumn } from "lucide-react";
import { useDeferredValue } from "react";
import { figureSaver } from "../../charts/export/figureSaver";
import type { Feedback } from "../../domain/roles";
import { FigureSaving } from "../../ui/ChartCardSaving";
import { EmptyState } from "../../ui/EmptyState";
import { nounOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { Grid } from "../../ui/Grid";
import { Notice } from "../../ui/Notice";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { saveFile } from "../studio/saveFile";
import { useStore } from "../studio/store";
import { ExploreCharts } from "./ExploreCharts";
import styles from "./ExploreScreen.module.css";
import { FilterBar } from "./filter/FilterBar";
import { type Look, useLook } from "./look";

/** What a record tells of, and what it does not. */
const CAVEATS: Record<Feedback, string> = {
  explicit: "A rating tells of one opinion; how much was bought it does not tell.",
  implicit: "An interaction tells that a product was chosen, not whether it was liked.",
};

const saveFigure = figureSaver(saveFile);

/** What is in the loaded ratings, and in any part of them. */
export function ExploreScreen() {
  const data = useStore((state) => state.data);
  const reading = useStore((state) => state.reading);
  const setScreen = useStore((state) => state.setScreen);
  const look = useLook();
  if (!data) {
    return (
      <>
        <ScreenHeader title="Explore" />
        <EmptyState
          icon={ChartColumn}
          title={reading ? `Reading ${reading.name}` : "No ratings are open"}
          actions={!reading && <Button onClick={() => setScreen("data")}>Open ratings</Button>}
        >
          The charts appear as soon as the file has been read.
        </EmptyState>
      </>
    );
  }
  const { ratings, users, products, feedback } = data.summary;
  const size = `${formatAmount(ratings, nounOf(feedback).one)} of ${formatAmount(products, "product")} by ${formatAmount(users, "user")}.`;
  return (
    <FigureSaving value={saveFigure}>
      <ScreenHeader title="Explore" lead={`${size} ${CAVEATS[feedback]}`} />
      <Failure />
      {look ? <Charts look={look} /> : <Waiting />}
    </FigureSaving>
  );
}

function Charts({ look: latest }: { look: Look }) {
  // A dozen charts are drawn in slices between which the page answers, so that a brush never waits for them.
  const look = useDeferredValue(latest);
  return (
    <>
      <FilterBar look={latest} />
      <ExploreCharts look={look} />
    </>
  );
}

function Failure() {
  const error = useStore((state) => state.exploreError);
  const retry = useStore((state) => state.retryExplore);
  if (!error) return null;
  return (
    <div className={styles.findings}>
      <Notice
        kind="error"
        title="The charts could not be drawn"
        actions={
          <Button size="xs" variant="default" onClick={() => void retry()}>
            Read the file again
          </Button>
        }
      >
        {error} The filters are kept.
      </Notice>
    </div>
  );
}

/** The places of the cards, while the ratings are looked through. */
function Waiting() {
  const error = useStore((state) => state.exploreError);
  if (error) return null;
  return (
    <div aria-busy>
      <p className="hidden">Looking through the ratings</p>
      <Skeleton height={72} radius="lg" mb={24} />
      <Grid>
        {[6, 6, 6, 6, 12].map((span, i) => (
          <div key={`${span} ${i}`} style={{ "--span": span } as React.CSSProperties}>
            <Skeleton height={320} radius="lg" />
          </div>
        ))}
      </Grid>
    </div>
  );
}
