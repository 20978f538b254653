import { Button } from "@mantine/core";
import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { Sparkline } from "../../charts/Sparkline";
import type { EpochRecord } from "../../engine/train/types";
import { isRanking, isSampled } from "../../models/registry";
import { Card } from "../../ui/Card";
import { deviceName } from "../../ui/device";
import { formatAmount, formatCount, formatDuration, formatRate, formatRmse } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import { ProgressLine } from "../../ui/ProgressLine";
import { Stat, Stats } from "../../ui/Stat";
import { plannedEpochs, whereInterrupted } from "../frame/progress";
import { selectActiveRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { outcomeLabel } from "./comparisons";
import { OutcomeChip } from "./OutcomeChip";
import styles from "./RunStatus.module.css";
import { interruptedSentence, phaseWords } from "./sentences";
import type { RunState } from "./store/runState";
import { isActive } from "./store/runState";

/** Speed now while the Run goes on, over the whole training once it has ended. */
function Speed({ run }: { run: RunState }) {
  const perSecond = run.result?.run.ratingsPerSecond ?? run.progress?.ratingsPerSecond;
  return (
    <Stat
      label="Speed"
      value={perSecond ? formatRate(perSecond) : "–"}
      note={isRanking(run.settings.model) ? "examples trained" : "ratings trained"}
    />
  );
}

function Time({ run }: { run: RunState }) {
  const step = run.progress && `step ${stepOf(run)}`;
  if (run.result) {
    return <Stat label="Training time" value={formatDuration(run.result.run.trainMs / 1000)} note={step} />;
  }
  const left = run.status === "running" && run.progress ? formatDuration(run.progress.secondsLeft) : "–";
  return <Stat label="Time left" value={left} note={step} />;
}

function stepOf({ progress, plan }: RunState): string {
  return `${formatCount(progress?.step ?? 0)} of ${formatCount(plan?.steps ?? 0)}`;
}

interface LiveProps {
  run: RunState;
  label: string;
  of(epoch: EpochRecord): number | null;
}

/** A validation figure: after the best epoch once the Run has ended, after the last until then; and how it went. */
function Live({ run, label, of }: LiveProps) {
  const { epochs, bestEpoch, result, settings } = run;
  const shown = result ? epochs.find(({ epoch }) => epoch === bestEpoch) : epochs.at(-1);
  const isScored = run.earlier?.kind === "scored";
  const name = isSampled(settings.model) ? "sweep" : "epoch";
  const best = result && name === "epoch" ? "best " : "";
  const note: ReactNode = shown ? `${best}${name} ${shown.epoch}` : `after the first ${name}`;
  return (
    <Stat
      label={label}
      value={
        <span className={styles.live}>
          {shown ? formatRmse(of(shown)) : "–"}
          {!isScored && <Sparkline values={epochs.map(of)} length={plannedEpochs(run)} color="var(--validation)" />}
        </span>
      }
      note={isScored ? "validation part" : note}
    />
  );
}

function LiveFigures({ run }: { run: RunState }) {
  if (isRanking(run.settings.model)) {
    return (
      <>
        <Live run={run} label="Validation NDCG@10" of={({ validationNdcg10 }) => validationNdcg10} />
        <Live run={run} label="Validation loss, nats" of={({ validationLoss }) => validationLoss} />
      </>
    );
  }
  if (isSampled(run.settings.model)) {
    return <Live run={run} label="Validation RMSE" of={({ validationRmse }) => validationRmse} />;
  }
  return (
    <>
      <Live run={run} label="RMSE, known users" of={({ validationKnown }) => validationKnown} />
      <Live run={run} label="RMSE, new users" of={({ validationNew }) => validationNew} />
    </>
  );
}

/** The device in use, why that one, and what it trains. */
function Device({ run: { device, plan, settings } }: { run: RunState }) {
  const one = isRanking(settings.model) ? "example" : "rating";
  const size =
    plan && `${formatAmount(plan.parameters, "trained weight")}, ${formatAmount(plan.batchSize, one)} a step`;
  return (
    <p className={styles.device} data-testid="run-device">
      {device ? (
        <>
          <strong>{deviceName(device)}</strong>, {device.reason}
        </>
      ) : (
        "The device is not chosen yet."
      )}
      {size && <span className={styles.size}>{size}</span>}
    </p>
  );
}

function Failed({ run }: { run: RunState }) {
  const train = useStore((state) => state.train);
  const trained = run.epochs.length;
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
      <p>{run.error}</p>
      {trained > 0 && <p>Its losses up to epoch {trained} are kept below; its model is not.</p>}
    </Notice>
  );
}

/** A Run that was going on when its page was closed: it goes on, or goes. */
function Interrupted({ run }: { run: RunState }) {
  const isBusy = useStore((state) => selectActiveRun(state) !== null);
  const resume = useStore((state) => state.resumeRun);
  const discard = useStore((state) => state.discardRun);
  const isCopy = useStore((state) => state.autosave.status === "copy");
  const trained = run.epochs.length;
  return (
    <Notice
      title={
        <span data-testid="run-phase">
          Run {run.id} was interrupted {whereInterrupted(run)}
        </span>
      }
      actions={
        <>
          <Button
            leftSection={<Play size={16} aria-hidden />}
            disabled={isBusy}
            onClick={() => void resume(run.id)}
            data-testid="resume-run"
          >
            Resume
          </Button>
          <Button variant="default" onClick={() => discard(run.id)} data-testid="discard-run">
            Discard
          </Button>
        </>
      }
    >
      <p>{interruptedSentence(trained, isCopy)}</p>
      {run.notes.length > 0 && <p>{run.notes.join(" ")}</p>}
    </Notice>
  );
}

/** What the Run is doing, how fast, for how long, how well so far, and on which device. */
export function RunStatus({ run }: { run: RunState }) {
  const { plan, progress } = run;
  if (run.status === "failed") return <Failed run={run} />;
  if (run.status === "interrupted") return <Interrupted run={run} />;
  const share = plan && progress ? progress.step / plan.steps : null;
  const label = run.result && outcomeLabel(run.result);
  return (
    <Card
      title={
        <span className={styles.title}>
          <span data-testid="run-phase" aria-live="polite">
            {phaseWords(run)}
          </span>
          {label && <OutcomeChip label={label} />}
        </span>
      }
      actions={<span className={styles.run}>Run {run.id}</span>}
    >
      <div className={styles.progress}>{isActive(run) && <ProgressLine label={`Run ${run.id}`} share={share} />}</div>
      <div className={styles.figures}>
        <Stats>
          {run.earlier?.kind !== "scored" && <Time run={run} />}
          {run.earlier?.kind !== "scored" && <Speed run={run} />}
          <LiveFigures run={run} />
        </Stats>
      </div>
      <Device run={run} />
      {run.notes.length > 0 && (
        <div className={styles.notes} data-testid="run-notes">
          <Notice>{run.notes.join(" ")}</Notice>
        </div>
      )}
    </Card>
  );
}
