import type { DatasetSummary } from "../../../../engine/read/types";
import { DataTable } from "../../../../ui/DataTable";
import { nounOf } from "../../../../ui/feedback";
import { formatAmount } from "../../../../ui/format";
import { modelLabel, splitLabel } from "../../../train/choices";
import { outcomeLabel } from "../../../train/comparisons";
import { plotDomain } from "../../../train/FigureCells";
import { ratingUnit } from "../../../train/sentences";
import { apartness, type BoardMetric, boardOf, metricOf, type Standing } from "../../../train/standings";
import { plotColumn, Value } from "../cells";
import type { FinishedRun } from "../types";

interface Props {
  run: FinishedRun;
  runs: readonly FinishedRun[];
  summary: DatasetSummary;
}

const METRICS: Record<BoardMetric, { title: string; figure(unit: string): string; better: string }> = {
  rmse: { title: "By rating error", figure: (unit) => `Validation RMSE, ${unit}`, better: "Lower" },
  ndcg10: { title: "By the top 10", figure: () => "Validation NDCG@10", better: "Higher" },
};

/** All finished Runs among the baselines, by each objective that one of them has. */
export function Runs({ run, runs, summary }: Props) {
  const metrics = (["rmse", "ndcg10"] as const).filter((metric) => runs.some((each) => metricOf(each) === metric));
  return (
    <>
      <p className="lead">
        Ranked on the validation part, which no run was trained on; the test part has no say in it, so that its figures
        stay honest.
      </p>
      {metrics.map((metric) => (
        <Board key={metric} metric={metric} run={run} runs={runs} summary={summary} isAlone={metrics.length === 1} />
      ))}
    </>
  );
}

function Board({ metric, run, runs, summary, isAlone }: Props & { metric: BoardMetric; isAlone: boolean }) {
  // Seen from a Run that is ranked so: the one in view, or else the newest.
  const from = metricOf(run) === metric ? run : (runs.findLast((each) => metricOf(each) === metric) ?? run);
  const { here, n, elsewhere } = boardOf(runs, from, metric);
  const { title, figure, better } = METRICS[metric];
  const head = figure(ratingUnit(summary).one);
  const domain = plotDomain(here);
  const value = {
    name: head,
    numeric: true,
    cell: (standing: Standing) => <Value value={standing.value} interval={standing.interval} />,
  };
  const { seed } = from.settings;
  const counted = metric === "rmse" && n !== null ? `n = ${formatAmount(n, "validation rating")}. ` : "";
  return (
    <section>
      {!isAlone && <h3>{title}</h3>}
      <DataTable<Standing>
        caption={`Runs and baselines by ${head}`}
        columns={[
          { name: "#", cell: ({ rank }) => rank ?? "–" },
          { name: "Predictor", cell: (standing) => <Name standing={standing} isMine={standing.run?.id === run.id} /> },
          plotColumn(domain, (standing) => ({
            value: standing.value,
            interval: standing.interval,
            tone: !standing.run ? "baseline" : standing.run.id === run.id ? "ink" : "neutral",
          })),
          value,
        ]}
        rows={here}
        rowKey={({ key }) => key}
      />
      <p className="n">
        {splitLabel(from.settings)}, seed {seed}. {counted}
        {better} is better; small figures and whiskers are 95 % intervals.
      </p>
      {elsewhere.length > 0 && (
        <>
          <h4>Measured on other {nounOf(summary.feedback).many} or users, so not ranked with these</h4>
          <DataTable<Standing>
            caption="Runs measured elsewhere"
            columns={[
              {
                name: "Run",
                cell: (standing) => <Name standing={standing} apart={standing.run && apartness(standing.run, from)} />,
              },
              value,
            ]}
            rows={elsewhere}
            rowKey={({ key }) => key}
          />
        </>
      )}
    </section>
  );
}

interface NameProps {
  standing: Standing;
  isMine?: boolean;
  /** Why it is not ranked with the others. */
  apart?: string | null;
}

function Name({ standing: { run, baseline, value }, isMine, apart }: NameProps) {
  if (!run) {
    return (
      <>
        <span className="name">{baseline?.name}</span>
        <span className="about">{value === null ? baseline?.note : "baseline"}</span>
      </>
    );
  }
  const label = run.result && outcomeLabel(run.result);
  const epochs = formatAmount(run.epochs.length, "epoch");
  const about = [
    ...(isMine ? ["the run of this report"] : []),
    ...(apart ? [`${apart}, ${splitLabel(run.settings)}`] : []),
    `seed ${run.settings.seed}`,
    run.bestEpoch === null ? epochs : `${epochs}, best ${run.bestEpoch}`,
    ...(label ? [`on the test part ${label.text}`] : []),
  ];
  return (
    <>
      <span className={isMine ? "name mine" : "name"}>
        Run {run.id} · {modelLabel(run.settings.model)}
      </span>
      <span className="about">{about.join(" · ")}</span>
    </>
  );
}
