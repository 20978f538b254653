import type { ReactNode } from "react";
import { LossChart } from "../../charts/LossChart";
import type { RunResult } from "../../engine/training/types";
import type { LoadedData, RunState } from "../../store/state";
import { modelLabel } from "../train/choices";
import { EpochTable } from "../train/EpochTable";
import { KnownAndNewTable, LeaderboardTable, Verdict } from "../train/Leaderboard";
import { lossSeries } from "../train/lossSeries";
import { curvesSentence, ratingUnit } from "../train/sentences";
import type { Recommendations } from "./document";
import { FactList } from "./FactList";
import { dataFacts, settingFacts, splitFacts, trainingFacts } from "./facts";
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

/** One finished Run on one page, in the order in which a reader asks. */
export function ReportPage({ data, run, result, opened }: Props) {
  const unit = ratingUnit(data.summary);
  const { epochs, bestEpoch } = result.run;
  const notable = curvesSentence(epochs, true);
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.kind}>Run {run.id}</p>
        <p className={styles.title}>
          {modelLabel(result.run.model)} on {data.summary.name}
        </p>
      </header>
      <Part title="Does it beat simple arithmetic?">
        <Verdict result={result} unit={unit.one} />
        <LeaderboardTable result={result} unit={unit.one} />
      </Part>
      <Part title="For whom does it work?">
        <KnownAndNewTable test={result.test} unit={unit.one} />
      </Part>
      <Part title="How was it trained?">
        {notable && <p className={styles.sentence}>{notable}</p>}
        <LossChart run={lossSeries(run)} earlier={[]} unit={unit.squared} height={260} label="Loss by epoch" />
        <EpochTable epochs={epochs} bestEpoch={bestEpoch} />
      </Part>
      <div className={styles.facts}>
        <FactList title="Data" facts={dataFacts(data)} />
        <FactList title="Settings" facts={settingFacts(result.run)} />
        <FactList title="Split" facts={splitFacts(result)} />
        <FactList title="Training" facts={trainingFacts(result)} />
      </div>
      <Part title="Who would be recommended what?">
        <OpenedLists opened={opened} />
      </Part>
    </article>
  );
}
