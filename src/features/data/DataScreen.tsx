import { Card } from "../../ui/Card";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatBytes } from "../../ui/format";
import { Grid } from "../../ui/Grid";
import { Notice } from "../../ui/Notice";
import { ProgressLine } from "../../ui/ProgressLine";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { DamagedNotice } from "../keep/DamagedNotice";
import { SavedCard } from "../keep/SavedCard";
import { SavedLine } from "../keep/SavedLine";
import { WorkspaceNotice } from "../keep/WorkspaceNotice";
import { selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { EarlierLine } from "../train/earlier/EarlierLine";
import type { RunState } from "../train/store/runState";
import { Alarms, COLUMNS_CARD } from "./Alarms";
import { ChoicesCard } from "./ChoicesCard";
import styles from "./DataScreen.module.css";
import { DetailsCard } from "./DetailsCard";
import { FailedPanel } from "./FailedPanel";
import { FitnessCard } from "./FitnessCard";
import { FoundCard } from "./FoundCard";
import { OpenPanel } from "./OpenPanel";
import { PreviewTable } from "./PreviewTable";
import { QualityCard } from "./QualityCard";
import { Questions } from "./Questions";
import { ReadingPanel } from "./ReadingPanel";
import { RejectionsCard } from "./RejectionsCard";
import { assignRole } from "./roles";
import { SummaryCard } from "./SummaryCard";
import type { LoadedData } from "./store/dataState";

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
        <SavedLine />
        <DamagedNotice />
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
            onRetry={(change) => void retryReading(change)}
            onDismiss={dismissReadError}
          />
        )}
        <WorkspaceNotice />
        <EarlierLine />
        {data && <Loaded />}
        <SavedCard />
      </div>
    </>
  );
}

function sourceSentence({ isSample, source, summary }: LoadedData, run: RunState | null): string {
  const { one, many } = nounOf(summary.feedback);
  const size = `${formatAmount(summary.ratings, one, many)}, ${formatBytes(summary.bytes)}`;
  if (!isSample) return `${summary.name} is open: ${size}. Opening another file replaces it.`;
  const sample = `A built-in sample with invented brands and products is open: ${size}.`;
  if (run?.startedBy !== "first visit" || source.kind === "workspace") return `${sample} Opening a file replaces it.`;
  return run.result
    ? `${sample} The model was trained in this browser just now on the built-in sample. Opening a file replaces both.`
    : `${sample} A first model is being trained on it in this browser now. Opening a file replaces both.`;
}

function Loaded() {
  const data = useStore((state) => state.data);
  const isReading = useStore((state) => state.reading !== null);
  const reread = useStore((state) => state.reread);
  const forgetChoices = useStore((state) => state.forgetChoices);
  const saveRejected = useStore((state) => state.saveRejected);
  if (!data) return null;
  const { summary, report, preview } = data;
  // Of a workspace the file itself is no longer at hand: it can be read in no other way, whatever it left open.
  const isFixed = data.source.kind === "workspace";
  return (
    <>
      <Alarms report={report} />
      {!isFixed && (
        <Questions
          // Another file has questions of its own.
          key={`${report.file} ${report.bytes}`}
          report={report}
          disabled={isReading}
          onAnswer={(change) => void reread(change)}
        />
      )}
      <FoundCard summary={summary} report={report} />
      {summary.feedback === "implicit" && <ImplicitNotice />}
      <Grid>
        <FitnessCard summary={summary} span={8} />
        <QualityCard report={report} span={4} />
        <SummaryCard summary={summary} span={12} />
        {report.details.length > 0 && <DetailsCard details={report.details} summary={summary} span={12} />}
        {report.rejected > 0 && <RejectionsCard report={report} span={12} onSave={() => void saveRejected()} />}
        <ChoicesCard
          report={report}
          span={12}
          disabled={isReading}
          isFixed={isFixed}
          onChange={(change) => void reread(change)}
          onForget={() => void forgetChoices()}
        />
        <Card id={COLUMNS_CARD} title="What does each column stand for?" span={12}>
          <p className={styles.hint}>
            The first records as they stand in the file.{" "}
            {isFixed
              ? "A workspace holds ratings as they were read: to change a role, open the file again."
              : "Changing a role reads the file again."}
          </p>
          <PreviewTable
            columns={report.columns}
            rows={preview.rows}
            disabled={isReading || isFixed}
            onRole={(index, role) => void reread({ roles: assignRole(report.columns, index, role) })}
          />
        </Card>
      </Grid>
    </>
  );
}

/** Why there are counts instead of ratings, and what follows from it. */
function ImplicitNotice() {
  return (
    <Notice title="This file has no ratings">
      It says who chose which product, so its charts count, and Train ranks products instead of predicting ratings. If
      one of its columns does hold ratings, give it that role below.
    </Notice>
  );
}
