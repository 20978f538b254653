import { LossChart } from "../../charts/LossChart";
import { bayesian } from "../../models/bayesian/definition";
import { DataTable } from "../../ui/DataTable";
import { formatRmse } from "../../ui/format";
import { sweepSeries, sweepsOfRun } from "./lossSeries";
import styles from "./SweepChart.module.css";
import { sweepsSentence } from "./sentences";
import type { RunState } from "./store/runState";

type Swept = Pick<RunState, "id" | "sweep" | "sweepRecords" | "result">;

/** The losses of a blend's sampled member, sweep by sweep; nothing for any other Run. */
export function SweepChart({ run, unit, height }: { run: Swept; unit: string; height: number }) {
  const series = sweepSeries(run);
  const sentence = sweepsSentence(sweepsOfRun(run), unit);
  if (!series || !sentence) return null;
  const title = `${bayesian.label}, sweep by sweep`;
  return (
    <section className={styles.sweeps} aria-label={title} data-testid="sweep-chart">
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.sentence}>{sentence}</p>
      <LossChart run={series} earlier={[]} unit={unit} height={height} label={`Loss by sweep. ${sentence}`} />
    </section>
  );
}

/** The same numbers as a table. */
export function SweepTable({ run }: { run: Swept }) {
  const rows = sweepsOfRun(run);
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={`${bayesian.label}, losses of the mean by sweep`}
      columns={[
        { name: "Sweep", cell: ({ sweep, counts }) => (counts ? sweep : `${sweep}, settling`) },
        { name: "Training loss", numeric: true, cell: ({ trainLoss }) => formatRmse(trainLoss) },
        { name: "Validation loss", numeric: true, cell: ({ validationLoss }) => formatRmse(validationLoss) },
      ]}
      rows={rows}
      rowKey={({ sweep }) => sweep}
    />
  );
}
