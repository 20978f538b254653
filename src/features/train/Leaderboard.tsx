import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { isSampled } from "../../models/registry";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatRmse } from "../../ui/format";
import type { RunCheck } from "../keep/store/workspaceState";
import { useStore } from "../studio/store";
import { modelLabel, splitLabel } from "./choices";
import { outcomeLabel } from "./comparisons";
import { FigureCell, PlotCell, PlotHead, plotDomain } from "./FigureCells";
import styles from "./Leaderboard.module.css";
import { OutcomeChip } from "./OutcomeChip";
import { phaseWords } from "./sentences";
import { apartness, type BoardMetric, boardOf, isRankedOn, metricOf, type Standing } from "./standings";
import { isDrawn } from "./store/comparable";
import type { RunState } from "./store/runState";
import { useFeedback } from "./useFeedback";

const METRICS: Record<BoardMetric, { tab: string; figure(unit: string): string }> = {
  rmse: { tab: "Rating error", figure: (unit) => `RMSE, ${unit}` },
  ndcg10: { tab: "Top-10 ranking", figure: () => "NDCG@10" },
};

/** In two lines, so that a phone has room for the figures. */
function FigureHead({ metric, unit }: { metric: BoardMetric; unit: string }) {
  return (
    <>
      Validation
      <br />
      {METRICS[metric].figure(unit)}
    </>
  );
}

const CHECKED: Partial<Record<RunCheck["status"], string>> = {
  same: " · figures recomputed",
  different: " · its figures are not those of its weights",
};

/** How long it was trained, and where it began. */
function lengthNote({ epochs, bestEpoch, earlier, settings }: RunState): string {
  const whose = earlier && (earlier.run === null ? earlier.name : `run ${earlier.run} on ${earlier.name}`);
  if (earlier?.kind === "scored") return `${whose}, scored as it is`;
  const trained = formatAmount(epochs.length, isSampled(settings.model) ? "sweep" : "epoch");
  const length = bestEpoch === null || isSampled(settings.model) ? trained : `${trained}, best ${bestEpoch}`;
  return whose ? `${length}, continues ${whose}` : length;
}

function runNote(run: RunState, check?: RunCheck): string {
  const { settings, status } = run;
  const length = lengthNote(run);
  const state = status === "finished" ? "" : ` · ${phaseWords(run)}`;
  return `seed ${settings.seed} · ${length}${state}${(check && CHECKED[check.status]) ?? ""}`;
}

/** A Run's button, what it was trained with, and how it stands to the best baseline. */
function RunName({ run, apart }: { run: RunState; apart: string | null }) {
  const isSelected = useStore((state) => state.selectedRun === run.id);
  const selectRun = useStore((state) => state.selectRun);
  const check = useStore((state) => state.runChecks[run.id]);
  const label = run.result && outcomeLabel(run.result);
  return (
    <span className={styles.predictor}>
      <button
        type="button"
        className={styles.run}
        aria-pressed={isSelected}
        onClick={() => selectRun(run.id)}
        data-testid={`run-${run.id}`}
      >
        Run {run.id} · {modelLabel(run.settings.model)}
      </button>
      {label && <OutcomeChip label={label} />}
      <span className={styles.note}>
        {apart && `${apart} · ${splitLabel(run.settings)} · `}
        {runNote(run, check)}
      </span>
    </span>
  );
}

function Name({ standing, apart }: { standing: Standing; apart: string | null }) {
  if (standing.run) return <RunName run={standing.run} apart={apart} />;
  if (standing.member) {
    return (
      <span className={styles.predictor}>
        <span>{standing.member.label}</span>
        <span className={styles.note}>member of the blend, weighs {standing.member.weight.toFixed(2)}</span>
      </span>
    );
  }
  return (
    <span className={styles.predictor}>
      <span className={styles.baseline}>{standing.baseline?.name}</span>
      {standing.value === null && <span className={styles.note}>{standing.baseline?.note}</span>}
    </span>
  );
}

interface TableProps {
  standings: readonly Standing[];
  metric: BoardMetric;
  unit: string;
  from: RunState;
}

function BoardTable({ standings, metric, unit, from }: TableProps) {
  const domain = plotDomain(standings);
  return (
    <DataTable
      caption={`Runs and baselines, ranked on validation ${METRICS[metric].figure(unit)}`}
      columns={[
        { name: "#", cell: ({ rank }: Standing) => <span className={styles.rank}>{rank ?? "–"}</span> },
        { name: "Predictor", cell: (standing) => <Name standing={standing} apart={null} /> },
        {
          name: <PlotHead />,
          cell: ({ value, interval, run }) => (
            <PlotCell
              value={value}
              interval={interval}
              domain={domain}
              tone={!run ? "baseline" : run.id === from.id ? "ink" : "neutral"}
            />
          ),
        },
        {
          name: <FigureHead metric={metric} unit={unit} />,
          numeric: true,
          cell: ({ value, interval }) => <FigureCell value={value} interval={interval} />,
        },
      ]}
      rows={standings}
      rowKey={({ key }) => key}
    />
  );
}

function Elsewhere({ standings, metric, unit, from }: TableProps) {
  const { many } = nounOf(useFeedback());
  return (
    <div className={styles.apart}>
      <h3 className={styles.subtitle}>Measured on other {many} or users, so not ranked with these</h3>
      <DataTable
        caption={`Runs measured on other ${many} or users`}
        columns={[
          {
            name: "Run",
            cell: (standing: Standing) => (
              <Name standing={standing} apart={standing.run && apartness(standing.run, from)} />
            ),
          },
          {
            name: <FigureHead metric={metric} unit={unit} />,
            numeric: true,
            cell: ({ value, interval }) => <FigureCell value={value} interval={interval} />,
          },
        ]}
        rows={standings}
        rowKey={({ key }) => key}
      />
    </div>
  );
}

/** What the ranking rests on. The ratings counted are those of the errors: lists are measured on a sample of users. */
function Foot({ run, metric, n }: { run: RunState; metric: BoardMetric; n: number | null }) {
  const { split, seed } = run.settings;
  const isRmse = metric === "rmse";
  const facts = [
    splitLabel(run.settings),
    ...(!isRmse || isDrawn(split) ? [`seed ${seed}`] : []),
    ...(isRmse && n !== null ? [`n = ${formatAmount(n, "validation rating")}`] : []),
  ];
  return (
    <div className={styles.foot}>
      <p>
        {facts.join(", ")}. {isRmse ? "Lower" : "Higher"} is better; whiskers are 95 % intervals.
      </p>
      {isRmse && n === null && <p>The baselines are measured when the first run on this split ends.</p>}
      {!isRmse && <p>For up to 1,000 users of the validation part, drawn with the seed.</p>}
    </div>
  );
}

/** Who leads; what to expect where nothing has a figure yet. */
function leader(standings: readonly Standing[]): string {
  const [first] = standings;
  if (!first || first.value === null) return "No run has a validation figure yet.";
  const name = first.run
    ? `Run ${first.run.id}`
    : first.member
      ? `A member of the blend, ${first.member.label},`
      : `A baseline, ${first.baseline?.name},`;
  return `${name} leads on the validation part with ${formatRmse(first.value)}.`;
}

/** Every Run on the loaded data among the baselines, ranked on the validation part; choosing one shows it everywhere. */
export function Leaderboard({ run, unit }: { run: RunState; unit: string }) {
  const runs = useStore((state) => state.runs);
  const [chosen, setChosen] = useState<{ run: number; metric: BoardMetric } | null>(null);
  const hasBoth = (["rmse", "ndcg10"] as const).every((metric) => runs.some((one) => isRankedOn(one, metric)));
  // The board of the selected Run's own objective, until the other one is asked for.
  const metric = hasBoth && chosen?.run === run.id ? chosen.metric : metricOf(run);
  const { here, n, elsewhere } = boardOf(runs, run, metric);
  return (
    <Card
      title="Which run is best?"
      actions={
        hasBoth && (
          <SegmentedControl
            size="xs"
            aria-label="Ranked by"
            value={metric}
            onChange={(value) => setChosen({ run: run.id, metric: value as BoardMetric })}
            data={(["rmse", "ndcg10"] as const).map((value) => ({ value, label: METRICS[value].tab }))}
          />
        )
      }
    >
      <p className={styles.lead}>{leader(here)}</p>
      <BoardTable standings={here} metric={metric} unit={unit} from={run} />
      <Foot run={run} metric={metric} n={n} />
      {elsewhere.length > 0 && <Elsewhere standings={elsewhere} metric={metric} unit={unit} from={run} />}
    </Card>
  );
}
