import type { RunState } from "../../store/state";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatRmse } from "../../ui/format";
import { modelLabel } from "./choices";
import styles from "./RunList.module.css";
import { phaseWords } from "./sentences";

function bestRmse({ epochs, bestEpoch }: RunState): number | null {
  return epochs.find(({ epoch }) => epoch === bestEpoch)?.validationRmse ?? null;
}

/** Every Run on the loaded data, newest first; choosing one shows it on Train, Recommend and Report. */
export function RunList() {
  const runs = useStore((state) => state.runs);
  const selected = useStore((state) => state.selectedRun);
  const selectRun = useStore((state) => state.selectRun);
  return (
    <Card title="Runs on these data">
      <DataTable
        caption="Runs on these data"
        columns={[
          {
            name: "Run",
            cell: ({ id }: RunState) => (
              <button
                type="button"
                className={styles.run}
                aria-pressed={id === selected}
                onClick={() => selectRun(id)}
                data-testid={`run-${id}`}
              >
                Run {id}
              </button>
            ),
          },
          { name: "Model", cell: ({ settings }) => modelLabel(settings.model) },
          { name: "State", cell: (run) => phaseWords(run) },
          { name: "Seed", numeric: true, cell: ({ settings }) => settings.seed },
          { name: "Best epoch", numeric: true, cell: ({ bestEpoch }) => bestEpoch ?? "–" },
          { name: "Validation RMSE", numeric: true, cell: (run) => formatRmse(bestRmse(run)) },
          { name: "Test RMSE", numeric: true, cell: ({ result }) => formatRmse(result?.test.rmse ?? null) },
        ]}
        rows={runs.toReversed()}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}
