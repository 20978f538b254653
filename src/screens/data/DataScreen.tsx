import { selectRun } from "../../store/selectors";
import type { LoadedData, RunState } from "../../store/state";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { formatAmount, formatBytes } from "../../ui/format";
import { Grid } from "../../ui/Grid";
import { ProgressLine } from "../../ui/ProgressLine";
import { ScreenHeader } from "../../ui/ScreenHeader";
import styles from "./DataScreen.module.css";
import { FailedPanel } from "./FailedPanel";
import { OpenPanel } from "./OpenPanel";
import { PreviewTable } from "./PreviewTable";
import { QualityCard } from "./QualityCard";
import { ReadingPanel } from "./ReadingPanel";
import { RejectionsCard } from "./RejectionsCard";
import { assignRole } from "./roles";
import { SummaryCard } from "./SummaryCard";

/** Opening ratings, and what was made of them. */
export function DataScreen() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  const reading = useStore((state) => state.reading);
  const readError = useStore((state) => state.readError);
  const saving = useStore((state) => state.savingSample);
  const cancelReading = useStore((state) => state.cancelReading);
  const retryReading = useStore((state) => state.retryReading);
  const dismissReadError = useStore((state) => state.dismissReadError);

  return (
    <>
      <ScreenHeader title="Data" lead={data ? sourceSentence(data, run) : "Open ratings to begin."} />
      <div className={styles.stack}>
        <OpenPanel />
        {reading && <ReadingPanel reading={reading} onCancel={cancelReading} />}
        {saving && (
          <Card>
            <p className={styles.saving}>
              Writing the sample: {formatAmount(saving.ratings, "rating")}
              {saving.total > 0 && ` of ${formatAmount(saving.total, "rating")}`}
            </p>
            <ProgressLine label="Writing the sample" share={saving.total > 0 ? saving.ratings / saving.total : null} />
          </Card>
        )}
        {readError && (
          <FailedPanel
            key={readError.name}
            failure={readError}
            kept={data?.summary.name ?? null}
            onRetry={(roles) => void retryReading(roles)}
            onDismiss={dismissReadError}
          />
        )}
        {data && <Loaded />}
      </div>
    </>
  );
}

function sourceSentence({ isSample, summary }: LoadedData, run: RunState | null): string {
  const size = `${formatAmount(summary.ratings, "rating")}, ${formatBytes(summary.bytes)}`;
  if (!isSample) return `${summary.name} is open: ${size}. Opening another file replaces it.`;
  const sample = `A built-in sample with invented brands and products is open: ${size}.`;
  if (run?.startedBy !== "first visit") return `${sample} Opening a file replaces it.`;
  return run.result
    ? `${sample} The model was trained in this browser just now on the built-in sample. Opening a file replaces both.`
    : `${sample} A first model is being trained on it in this browser now. Opening a file replaces both.`;
}

function Loaded() {
  const data = useStore((state) => state.data);
  const busy = useStore((state) => state.reading !== null);
  const setRoles = useStore((state) => state.setRoles);
  const saveRejected = useStore((state) => state.saveRejected);
  if (!data) return null;
  const { summary, report, preview } = data;
  return (
    <Grid>
      <SummaryCard summary={summary} span={8} />
      <QualityCard report={report} span={4} />
      {report.rejected > 0 && <RejectionsCard report={report} span={12} onSave={() => void saveRejected()} />}
      <Card title="What does each column stand for?" span={12}>
        <p className={styles.hint}>
          The first records as they stand in the file. Changing a role reads the file again.
        </p>
        <PreviewTable
          columns={report.columns}
          rows={preview.rows}
          disabled={busy}
          onRole={(index, role) => void setRoles(assignRole(report.columns, index, role))}
        />
      </Card>
    </Grid>
  );
}
