import type { LossSeries } from "../../../../charts/lossLines";
import { LossCurves } from "../../../../charts/svg/LossCurves";
import type { DatasetSummary } from "../../../../engine/read/types";
import { bayesian } from "../../../../models/bayesian/definition";
import { isRanking, isSampled } from "../../../../models/registry";
import { nounOf } from "../../../../ui/feedback";
import { formatAmount, formatRmse } from "../../../../ui/format";
import { PrintedFigure } from "../../../../ui/PrintedFigure";
import { filterWords } from "../../../explore/filterWords";
import { parseFilter } from "../../../explore/store/filter";
import { EpochTable } from "../../../train/EpochTable";
import { sweepSeries, sweepsOfRun } from "../../../train/lossSeries";
import { lossMeasure, lossSentence, sweepsSentence } from "../../../train/sentences";
import { settingFacts, splitFacts, trainingFacts } from "../../facts";
import { FactsOf } from "../cells";
import type { FinishedRun } from "../types";

/** Curves of more Runs would hide one another. */
const MOST_BEHIND = 8;
/** Losses as a table: more epochs than a reader goes through are folded. */
const FEW_EPOCHS = 12;

interface Props {
  run: FinishedRun;
  runs: readonly FinishedRun[];
  losses: readonly LossSeries[];
  link: string;
  summary: DatasetSummary;
}

/** How the losses went, what the Run was trained with, and what that takes to be done again. */
export function Training({ run, runs, losses, link, summary }: Props) {
  const { result } = run;
  const { epochs, bestEpoch } = result.run;
  const table = <EpochTable epochs={epochs} bestEpoch={bestEpoch} />;
  return (
    <>
      <Losses run={run} runs={runs} losses={losses} summary={summary} />
      {epochs.length <= FEW_EPOCHS ? (
        table
      ) : (
        <details className="numbers">
          <summary>The losses by epoch as a table</summary>
          {table}
        </details>
      )}
      <p className="again">
        To train it again, open the same file in CollabNN Studio and put this at the end of its address. Same file,
        settings, seed and device: same result.
        <code>{link}</code>
      </p>
      <div className="flow">
        <FactsOf title="Settings" facts={[...settingFacts(result.run, summary), ...onlyFacts(run, summary)]} />
        <FactsOf title="Split" facts={splitFacts(result, summary.feedback)} />
        <FactsOf title="Training" facts={trainingFacts(result)} />
      </div>
    </>
  );
}

/** Which ratings the Run was trained and measured on, where not on all. */
function onlyFacts({ settings }: FinishedRun, summary: DatasetSummary): [string, string][] {
  const words = filterWords(parseFilter(settings.only), summary);
  return words.length > 0 ? [["Only", words.join("; ")]] : [];
}

function Losses({ run, runs, losses, summary }: Omit<Props, "link">) {
  const { epochs, bestEpoch, model } = run.result.run;
  const own = losses.find(({ id }) => id === run.id);
  if (!own) return null;
  const { measure, unit } = lossMeasure(model, summary);
  const isAlike = (other: FinishedRun) => [isRanking, isSampled].every((is) => is(other.settings.model) === is(model));
  const alike = runs.filter((other) => other.id !== run.id && isAlike(other));
  const behind = losses.filter(({ id }) => alike.some((other) => other.id === id)).slice(-MOST_BEHIND);
  const kept = epochs.find(({ epoch }) => epoch === bestEpoch);
  const figures = `training loss ${formatRmse(kept?.trainLoss ?? null)}, validation loss ${formatRmse(kept?.validationLoss ?? null)}\u00a0${unit}`;
  const sentence = lossSentence(run, unit, `At the epoch that is kept: ${figures}.`);
  const sweeps = sweepSeries(run);
  const swept = sweepsSentence(sweepsOfRun(run), unit);
  const { train, validation } = run.result.split;
  const { one } = nounOf(summary.feedback);
  const n = `n = ${formatAmount(train, `training ${one}`)}, ${formatAmount(validation, `validation ${one}`)}`;
  const yTitle = `Loss (${measure}, ${unit})`;
  return (
    <>
      <PrintedFigure
        title="Did the loss fall?"
        sentence={sentence}
        n={n}
        chart={
          <LossCurves run={own} behind={behind} yTitle={yTitle} label={`Loss by epoch. ${sentence}`} height={260} />
        }
      />
      {sweeps && swept && (
        <PrintedFigure
          title={`Did the loss of its ${bayesian.label} fall?`}
          sentence={swept}
          n={n}
          chart={<LossCurves run={sweeps} behind={[]} yTitle={yTitle} label={`Loss by sweep. ${swept}`} height={220} />}
        />
      )}
    </>
  );
}
