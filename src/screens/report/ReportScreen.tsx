import { Button } from "@mantine/core";
import { Download, FileText } from "lucide-react";
import { isActive } from "../../store/runState";
import { saveFile } from "../../store/saveFile";
import { selectRun } from "../../store/selectors";
import { useStore } from "../../store/store";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { reportDocument } from "./document";
import { ReportPage } from "./ReportPage";
import styles from "./ReportScreen.module.css";
import { recommendationsCsv } from "./recommendationsCsv";

/** Why there is nothing to report yet. */
function NoResult() {
  const run = useStore(selectRun);
  const setScreen = useStore((state) => state.setScreen);
  const training = run !== null && isActive(run);
  return (
    <Card>
      <EmptyState
        icon={FileText}
        title={training ? "The run is still training" : "No finished run yet"}
        actions={<Button onClick={() => setScreen("train")}>{training ? "Watch it train" : "Go to Train"}</Button>}
      >
        {training ? "Its report stands here when it has ended." : "The report tells what a finished run came to."}
      </EmptyState>
    </Card>
  );
}

/** The selected Run's numbers on one page, to read and to take away. */
export function ReportScreen() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  const opened = useStore((state) => state.opened);
  const result = run?.result;

  function saveJson() {
    if (!data || !result) return;
    const text = `${JSON.stringify(reportDocument(data, result, opened), null, 2)}\n`;
    saveFile(new Blob([text], { type: "application/json" }), `${fileStem(data.summary.name)}-report.json`);
  }
  function saveCsv() {
    if (!data) return;
    const file = new Blob([recommendationsCsv(opened)], { type: "text/csv" });
    saveFile(file, `${fileStem(data.summary.name)}-recommendations.csv`);
  }

  return (
    <div className={styles.report}>
      <ScreenHeader
        title="Report"
        lead="What the selected run came to, to read and to take away."
        actions={
          <>
            <Button
              variant="default"
              leftSection={<Download size={16} aria-hidden />}
              disabled={!result || Object.keys(opened).length === 0}
              onClick={saveCsv}
              data-testid="save-csv"
            >
              Save recommendations CSV
            </Button>
            <Button
              leftSection={<Download size={16} aria-hidden />}
              disabled={!data || !result}
              onClick={saveJson}
              data-testid="save-json"
            >
              Save JSON
            </Button>
          </>
        }
      />
      {data && run && result ? <ReportPage data={data} run={run} result={result} opened={opened} /> : <NoResult />}
    </div>
  );
}

/** The data's name without its ending. */
function fileStem(name: string): string {
  return name.replace(/\.\w+$/, "");
}
