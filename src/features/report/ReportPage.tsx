import type { ReactNode } from "react";
import { LossChart } from "../../charts/LossChart";
import type { RunResult } from "../../engine/train/types";
import { nounOf } from "../../ui/feedback";
import type { LoadedData } from "../data/store/dataState";
import { modelLabel } from "../train/choices";
import { EpochTable } from "../train/EpochTable";
import { FiguresCheck } from "../train/FiguresCheck";
import { FoldTable, foldNote } from "../train/FoldTable";
import { lossSeries } from "../train/lossSeries";
import { RankingTable } from "../train/RankingTable";
import { SweepChart } from "../train/SweepChart";
import { lossMeasure, lossSentence, ratingUnit } from "../train/sentences";
import type { RunState } from "../train/store/runState";
import { ErrorTable, KnownAndNewTable, missingNotes, Rivals, Verdict } from "../train/TestTables";
import { Verdicts } from "../train/Verdicts";
import type { Recommendations } from "./document";
import { FactList } from "./FactList";
import { dataFacts, settingFacts, splitFacts, trainingFacts } from "./facts";
import { LargestSegments } from "./LargestSegments";
import { OpenedLists } from "./OpenedLists";
import styles from "./ReportPage.module.css";

interface Props {
  data: LoadedData;
  run: RunState;
  result: RunResult;
  opened: Recommendations;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

/** What the Run came to on the test part: against simple arithmetic, as ratings and as lists, for whom and where. */
function TestParts({ result, summary }: { result: RunResult; summary: LoadedData["summary"] }) {
  const unit = ratingUnit(summary).one;
  const { test, baselines, rivals } = result;
  const predicts = test.rmse !== null;
  return (
    <>
      <Part title="Does it beat simple arithmetic?">
        <Verdict result={result} unit={unit} />
        {predicts && <ErrorTable result={result} unit={unit} />}
        {missingNotes(baselines).map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
      </Part>
      {(predicts || test.ranking) && (
        <Part title="How good is its top 10?">
          <RankingTable result={result} />
        </Part>
      )}
      {predicts && (
        <Part title="For whom does it work?">
          <KnownAndNewTable result={result} unit={unit} />
        </Part>
      )}
      {predicts && test.segments.length > 0 && (
        <Part title="Where is it wrong?">
          <LargestSegments test={test} unit={unit} summary={summary} />
        </Part>
      )}
      {result.folds && (
        <Part title="Does it hold on other cuts?">
          <FoldTable result={result} unit={unit} />
          <p className={styles.note}>{foldNote(result.folds.count, nounOf(summary.feedback).many)}</p>
        </Part>
      )}
      {rivals.length > 0 && (
        <Part title="Is it better than the other runs?">
          <Rivals result={result} unit={unit} />
        </Part>
      )}
    </>
  );
}

/** One finished Run on one page, in the order in which a reader asks. */
export function ReportPage({ data, run, result, opened }: Props) {
  const { model, epochs, bestEpoch } = result.run;
  const { feedback } = data.summary;
  const { measure, unit } = lossMeasure(model, data.summary);
  const notable = lossSentence(run, unit, "");
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.kind}>Run {run.id}</p>
        <p className={styles.title}>
          {modelLabel(model)} on {data.summary.name}
        </p>
        <FiguresCheck run={run.id} className={styles.note} />
      </header>
      <Verdicts result={result} unit={ratingUnit(data.summary).one} />
      <TestParts result={result} summary={data.summary} />
      <Part title="How was it trained?">
        {notable && <p className={styles.sentence}>{notable}</p>}
        <LossChart
          run={lossSeries(run)}
          earlier={[]}
          measure={measure}
          unit={unit}
          height={260}
          label="Loss by epoch"
        />
        <SweepChart run={run} unit={unit} height={200} />
        <EpochTable epochs={epochs} bestEpoch={bestEpoch} />
      </Part>
      <div className={styles.facts}>
        <FactList title="Data" facts={dataFacts(data)} />
        <FactList title="Settings" facts={settingFacts(result.run, data.summary)} />
        <FactList title="Split" facts={splitFacts(result, feedback)} />
        <FactList title="Training" facts={trainingFacts(result)} />
      </div>
      <Part title="Who would be recommended what?">
        <OpenedLists opened={opened} />
      </Part>
    </article>
  );
}
