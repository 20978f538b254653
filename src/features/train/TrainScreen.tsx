import { Button } from "@mantine/core";
import { LineChart } from "lucide-react";
import { isSolvedAtOnce } from "../../models/registry";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { Grid } from "../../ui/Grid";
import { Notice } from "../../ui/Notice";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { FilterNotice } from "../explore/filter/FilterNotice";
import { parseFilter } from "../explore/store/filter";
import { selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { EarlierOffer } from "./earlier/EarlierOffer";
import { Leaderboard } from "./Leaderboard";
import { LossPanel } from "./LossPanel";
import { RunControls } from "./RunControls";
import { RunStatus } from "./RunStatus";
import { SegmentErrorsCard } from "./SegmentErrorsCard";
import { SettingsPanel } from "./SettingsPanel";
import { ratingUnit } from "./sentences";
import { TestCards, VerdictCard } from "./TestCards";
import styles from "./TrainScreen.module.css";
import { useKnobs } from "./useKnobs";
import { Verdicts } from "./Verdicts";

/** What there is to see of the selected Run. */
function RunView() {
  const run = useStore(selectRun);
  const summary = useStore((state) => state.data?.summary);
  const setScreen = useStore((state) => state.setScreen);
  if (!summary) {
    return (
      <Card>
        <EmptyState
          icon={LineChart}
          title="No ratings to train on yet"
          actions={<Button onClick={() => setScreen("data")}>Open data</Button>}
        >
          Open a ratings file or the built-in sample first.
        </EmptyState>
      </Card>
    );
  }
  if (!run) {
    return (
      <Card>
        <EmptyState icon={LineChart} title="Nothing trained on these data yet">
          Choose a model and press Train. The loss appears here batch by batch, and the finished run is measured beside
          simple arithmetic.
        </EmptyState>
      </Card>
    );
  }
  const unit = ratingUnit(summary).one;
  return (
    <>
      {run.result && <Verdicts result={run.result} unit={unit} />}
      <RunStatus run={run} />
      {/* A model that is scored as it is, or solved at once, has no losses to fall. */}
      {run.earlier?.kind !== "scored" && !isSolvedAtOnce(run.settings.model) && <LossPanel run={run} />}
      <Leaderboard run={run} unit={unit} />
      {run.result && <VerdictCard result={run.result} unit={unit} />}
    </>
  );
}

/** What the selected Run came to on the test part, across the whole width. */
function TestView() {
  const run = useStore(selectRun);
  const summary = useStore((state) => state.data?.summary);
  if (!run?.result || !summary) return null;
  const unit = ratingUnit(summary).one;
  return (
    <section className={styles.test} aria-label={`Run ${run.id} on the test part`}>
      <Grid>
        <TestCards run={run.id} result={run.result} unit={unit} />
        <SegmentErrorsCard test={run.result.test} unit={unit} summary={summary} />
      </Grid>
    </section>
  );
}

/** That a Run was taken away, with the way to bring it back. */
function Discarded() {
  const run = useStore((state) => state.discarded);
  const undo = useStore((state) => state.undoDiscard);
  const dismiss = useStore((state) => state.dismissDiscarded);
  if (!run) return null;
  return (
    <div className={styles.only}>
      <Notice
        onDismiss={dismiss}
        actions={
          <Button size="xs" variant="default" onClick={undo} data-testid="undo-discard">
            Undo
          </Button>
        }
      >
        Run {run.id} was discarded.
      </Notice>
    </div>
  );
}

/** Says that the next Run is to be trained on a part of the ratings alone. */
function PartOfRatings() {
  const only = useStore((state) => state.settings.only);
  const summary = useStore((state) => state.data?.summary);
  const setSettings = useStore((state) => state.setSettings);
  if (only === "" || !summary) return null;
  return (
    <div className={styles.only}>
      <FilterNotice
        filter={parseFilter(only)}
        summary={summary}
        title="The next run trains and is measured on a part of the ratings"
        onClear={() => setSettings({ only: "" })}
      />
    </div>
  );
}

/** What the screen is for; with a bad setting, which one keeps the next run from starting. */
function leadOf(bad: readonly string[]): string {
  return bad.length > 0
    ? `To mend before the next run: ${bad.join(", ")}.`
    : "Train a model, and see whether it beats simple arithmetic.";
}

/** Choose a model, train it, watch it learn, and see whether it beats simple arithmetic. */
export function TrainScreen() {
  const knobs = useKnobs();
  return (
    <>
      <ScreenHeader title="Train" lead={leadOf(knobs.bad)} actions={<RunControls ready={knobs.bad.length === 0} />} />
      <PartOfRatings />
      <Discarded />
      <EarlierOffer />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <RunView />
        </div>
        <div className={styles.stack}>
          <SettingsPanel knobs={knobs} />
        </div>
      </div>
      <TestView />
    </>
  );
}
