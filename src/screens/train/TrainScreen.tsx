import { Button } from "@mantine/core";
import { LineChart } from "lucide-react";
import { selectRun } from "../../store/selectors";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { Leaderboard } from "./Leaderboard";
import { LossPanel } from "./LossPanel";
import { RunControls } from "./RunControls";
import { RunList } from "./RunList";
import { RunStatus } from "./RunStatus";
import { SettingsPanel } from "./SettingsPanel";
import { ratingUnit } from "./sentences";
import styles from "./TrainScreen.module.css";
import { useKnobs } from "./useKnobs";

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
          simple averages.
        </EmptyState>
      </Card>
    );
  }
  const unit = ratingUnit(summary).one;
  return (
    <>
      <RunStatus run={run} />
      <LossPanel run={run} />
      {run.result && <Leaderboard result={run.result} unit={unit} />}
      <RunList />
    </>
  );
}

/** What the screen is for; with a bad setting, which one keeps the next run from starting. */
function leadOf({ fields, splitProblem }: ReturnType<typeof useKnobs>): string {
  const bad = fields.filter(({ problem }) => problem !== null).map(({ knob }) => knob.label);
  if (splitProblem !== null) bad.push("Split");
  return bad.length > 0
    ? `To mend before the next run: ${bad.join(", ")}.`
    : "Learn to predict ratings, and see whether that beats simple averages.";
}

/** Choose a model, train it, watch it learn, and see whether it beats simple arithmetic. */
export function TrainScreen() {
  const knobs = useKnobs();
  return (
    <>
      <ScreenHeader title="Train" lead={leadOf(knobs)} actions={<RunControls ready={knobs.ready} />} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <RunView />
        </div>
        <div className={styles.stack}>
          <SettingsPanel fields={knobs.fields} splitProblem={knobs.splitProblem} />
        </div>
      </div>
    </>
  );
}
