import { Button } from "@mantine/core";
import { isActive } from "../../store/runState";
import type { RunState } from "../../store/state";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { deviceName } from "../../ui/device";
import { formatCount, formatDuration, formatRate } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import { ProgressLine } from "../../ui/ProgressLine";
import { Stat, Stats } from "../../ui/Stat";
import styles from "./RunStatus.module.css";
import { phaseWords } from "./sentences";

/** Speed now while the Run goes on, over the whole training once it has ended. */
function Speed({ run }: { run: RunState }) {
  const perSecond = run.result?.run.ratingsPerSecond ?? run.progress?.ratingsPerSecond;
  return <Stat label="Speed" value={perSecond ? formatRate(perSecond) : "–"} note="ratings trained" />;
}

function Time({ run }: { run: RunState }) {
  if (run.result) return <Stat label="Training time" value={formatDuration(run.result.run.trainMs / 1000)} />;
  const left = run.status === "running" && run.progress ? formatDuration(run.progress.secondsLeft) : "–";
  return <Stat label="Time left" value={left} note={run.progress && `step ${stepOf(run)}`} />;
}

function stepOf({ progress, plan }: RunState): string {
  return `${formatCount(progress?.step ?? 0)} of ${formatCount(plan?.steps ?? 0)}`;
}

/** What the Run is doing, how fast, for how long, and on which device. */
export function RunStatus({ run }: { run: RunState }) {
  const train = useStore((state) => state.train);
  const { plan, progress, device, status } = run;
  if (status === "failed") {
    return (
      <Notice
        kind="error"
        title={`Run ${run.id} failed`}
        actions={
          <Button variant="default" onClick={() => void train()} data-testid="retry-train">
            Train again
          </Button>
        }
      >
        {run.error}
      </Notice>
    );
  }
  const share = plan && progress ? progress.step / plan.steps : null;
  return (
    <Card
      title={
        <span data-testid="run-phase" aria-live="polite">
          {phaseWords(run)}
        </span>
      }
      actions={<span className={styles.run}>Run {run.id}</span>}
    >
      <div className={styles.progress}>{isActive(run) && <ProgressLine label={`Run ${run.id}`} share={share} />}</div>
      <div className={styles.figures}>
        <Stats>
          <Speed run={run} />
          <Time run={run} />
          <Stat label="Batch size" value={plan ? formatCount(plan.batchSize) : "–"} note="ratings a step" />
          <Stat label="Parameters" value={plan ? formatCount(plan.parameters) : "–"} note="trained weights" />
        </Stats>
      </div>
      <p className={styles.device} data-testid="run-device">
        {device ? (
          <>
            <strong>{deviceName(device)}</strong>, {device.reason}
          </>
        ) : (
          "The device is not chosen yet."
        )}
      </p>
      {run.notes.length > 0 && (
        <div className={styles.notes} data-testid="run-notes">
          <Notice>{run.notes.join(" ")}</Notice>
        </div>
      )}
    </Card>
  );
}
