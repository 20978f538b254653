import { Button } from "@mantine/core";
import { Download, FileText } from "lucide-react";
import { useState } from "react";
import { Notice } from "../../ui/Notice";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { RunMissing } from "../train/RunMissing";
import { EXPORTS_CARD, Exports } from "./exports/Exports";
import { PART_NAMES, type ReportChoices } from "./file/types";
import { dataStem } from "./fileStem";
import { ReportPage } from "./ReportPage";
import styles from "./ReportScreen.module.css";
import { SaveReport } from "./save/SaveReport";

/** Why there is nothing to report yet. */
function NoResult() {
  return (
    <RunMissing
      icon={FileText}
      training={{
        title: "The run is still training",
        text: "Its report stands here when it has ended. Until then a report can be saved of the data alone.",
      }}
      none={{
        title: "No finished run yet",
        text: "What a finished run came to stands here. Without one a report can be saved of the data alone.",
      }}
    />
  );
}

const ALL: Omit<ReportChoices, "title"> = { note: "", parts: PART_NAMES, realIds: false };

function goToExports() {
  const card = document.getElementById(EXPORTS_CARD);
  card?.scrollIntoView({ block: "start" });
  card?.focus({ preventScroll: true });
}

/** The selected Run's numbers on one page, to read and to take away. */
export function ReportScreen() {
  const data = useStore((state) => state.data);
  const run = useStore(selectRun);
  const opened = useStore((state) => state.opened);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Partial<ReportChoices>>({});
  const [saved, setSaved] = useState<string | null>(null);
  const result = run?.result;
  const name = data?.summary.name ?? "";
  const choices = { title: `Ratings and recommendations: ${dataStem(name)}`, ...ALL, ...chosen };

  return (
    <div className={styles.report}>
      <ScreenHeader
        title="Report"
        lead="What the selected run came to, to read and to take away."
        actions={
          <>
            <Button variant="default" onClick={goToExports}>
              Other formats
            </Button>
            <Button
              leftSection={<Download size={16} aria-hidden />}
              disabled={!data}
              onClick={() => setOpen(true)}
              aria-haspopup="dialog"
              data-testid="save-report"
            >
              Save report
            </Button>
          </>
        }
      />
      <div className={styles.saved} aria-live="polite">
        {saved && (
          <Notice kind="success" onDismiss={() => setSaved(null)}>
            {saved}
          </Notice>
        )}
      </div>
      {data && run && result ? <ReportPage data={data} run={run} result={result} opened={opened} /> : <NoResult />}
      <div className={styles.exports}>
        <Exports onReport={() => setOpen(true)} />
      </div>
      <SaveReport
        opened={isOpen}
        choices={choices}
        fileName={`${dataStem(name)}-report.html`}
        hasRun={result != null && run?.status === "finished"}
        onChoices={setChosen}
        onClose={() => setOpen(false)}
        onSaved={setSaved}
      />
    </div>
  );
}
