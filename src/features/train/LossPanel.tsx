import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { LossChart } from "../../charts/LossChart";
import { isRanking, isSampled } from "../../models/registry";
import { ChartCard } from "../../ui/ChartCard";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatRmse } from "../../ui/format";
import { useStore } from "../studio/store";
import { EpochTable } from "./EpochTable";
import styles from "./LossPanel.module.css";
import { lossSeries } from "./lossSeries";
import { SweepChart, SweepTable } from "./SweepChart";
import { lossMeasure, lossSentence, settlingSentence } from "./sentences";
import type { RunState } from "./store/runState";
import { isActive } from "./store/runState";
import { useFeedback } from "./useFeedback";

/** Earlier curves beyond this many would hide one another. */
const EARLIER_SHOWN = 8;

function answer(run: RunState, unit: string): string {
  const settling = settlingSentence(run);
  if (settling) return settling;
  const last = run.epochs.at(-1);
  if (!last && run.status === "failed") return "The run failed before its first epoch had ended.";
  if (!last && run.status === "interrupted") return "The run was interrupted before its first epoch had ended.";
  if (!last) return run.plan ? "The first epoch is still training." : "Training has not started yet.";
  const losses = `training loss ${formatRmse(last.trainLoss)}, validation loss ${formatRmse(last.validationLoss)} ${unit}`;
  return lossSentence(run, unit, `After epoch ${last.epoch}: ${losses}.`);
}

function counted({ result, plan }: RunState, noun: string): string {
  if (result) {
    const { train, validation } = result.split;
    return `n = ${formatAmount(train, `training ${noun}`)}, ${formatAmount(validation, `validation ${noun}`)}`;
  }
  return plan ? `${formatAmount(plan.stepsPerEpoch, "step")} an epoch` : "";
}

/** Ended Runs whose losses are of the same measure, by the same axis. */
function isBehind(other: RunState, run: RunState): boolean {
  const alike = [isRanking, isSampled].every((is) => is(other.settings.model) === is(run.settings.model));
  return other.id !== run.id && !isActive(other) && alike;
}

/** The live losses of a Run, earlier Runs behind. */
export function LossPanel({ run }: { run: RunState }) {
  // Batch losses live outside the store; their version is what says that there are more.
  useStore((state) => state.lossVersion);
  const summary = useStore((state) => state.data?.summary);
  const others = useStore(
    useShallow((state) => state.runs.filter((other) => isBehind(other, run)).slice(-EARLIER_SHOWN)),
  );
  const earlier = useMemo(() => others.map(lossSeries), [others]);
  const { measure, unit } = lossMeasure(run.settings.model, summary);
  const sentence = answer(run, unit);
  const { one } = nounOf(useFeedback());
  return (
    <ChartCard
      title="Is the loss falling?"
      sentence={
        <span className={styles.sentence} data-testid="loss-sentence">
          {sentence}
        </span>
      }
      n={counted(run, one)}
      chart={
        <>
          <LossChart
            run={lossSeries(run)}
            earlier={earlier}
            measure={measure}
            unit={unit}
            height={264}
            label={`Loss by epoch. ${sentence}`}
          />
          <SweepChart run={run} unit={unit} height={200} />
        </>
      }
      table={
        <>
          <EpochTable epochs={run.epochs} bestEpoch={run.bestEpoch} />
          <SweepTable run={run} />
        </>
      }
    />
  );
}
