import { Button } from "@mantine/core";
import { Braces, FileText, Sheet } from "lucide-react";
import { useMemo } from "react";
import { Card } from "../../../ui/Card";
import { formatAmount, formatBytes } from "../../../ui/format";
import { saveFile } from "../../studio/saveFile";
import { selectRun } from "../../studio/selectors";
import { useStore } from "../../studio/store";
import { reportDocument } from "../document";
import { dataStem } from "../fileStem";
import { recommendationsCsv } from "../recommendationsCsv";
import { ExportItem } from "./ExportItem";
import styles from "./Exports.module.css";
import { ElsewhereEntry, EmbeddingsEntry, ModelEntry } from "./exportEntries";
import { WorkspaceEntry } from "./WorkspaceEntry";

/** The place of the card, to go to. */
export const EXPORTS_CARD = "take-away";

/** Everything that can be taken away, with whom it is for. */
export function Exports({ onReport }: { onReport(): void }) {
  return (
    <Card title="Take it further" id={EXPORTS_CARD}>
      <ul className={styles.items}>
        <Report onReport={onReport} />
        <Results />
        <Lists />
        <WorkspaceEntry />
        <ModelEntry />
        <EmbeddingsEntry />
        <ElsewhereEntry />
      </ul>
    </Card>
  );
}

function Report({ onReport }: { onReport(): void }) {
  const hasData = useStore((state) => state.data !== null);
  return (
    <ExportItem
      icon={FileText}
      name="Report"
      about="For people who were not in the room: one page that opens in any browser and prints well, without network."
      format="HTML"
    >
      <Button variant="default" size="xs" disabled={!hasData} onClick={onReport} aria-haspopup="dialog">
        Save report
      </Button>
    </ExportItem>
  );
}

function Results() {
  const data = useStore((state) => state.data);
  const result = useStore((state) => selectRun(state)?.result ?? null);
  const opened = useStore((state) => state.opened);
  const file = useMemo(() => {
    if (!data || !result) return null;
    const text = `${JSON.stringify(reportDocument(data, result, opened), null, 2)}\n`;
    return new Blob([text], { type: "application/json" });
  }, [data, result, opened]);
  return (
    <ExportItem
      icon={Braces}
      name="Results"
      about="For scripts and notebooks: every figure of the selected run, its settings, and the lists of the customers that you opened."
      format={file ? `JSON, ${formatBytes(file.size)}` : "JSON, of a finished run"}
    >
      <Button
        variant="default"
        size="xs"
        disabled={!file}
        onClick={() => file && data && saveFile(file, `${dataStem(data.summary.name)}-report.json`)}
        data-testid="save-json"
      >
        Save JSON
      </Button>
    </ExportItem>
  );
}

function Lists() {
  const data = useStore((state) => state.data);
  const opened = useStore((state) => state.opened);
  const result = useStore((state) => selectRun(state)?.result ?? null);
  const customers = result ? Object.keys(opened).length : 0;
  return (
    <ExportItem
      icon={Sheet}
      name="Recommendations"
      about="For a spreadsheet: the lists of the customers that you opened on Recommend, with their user ids. Those of many customers are made there too."
      format={customers > 0 ? `CSV, ${formatAmount(customers, "customer")}` : "CSV, of opened customers"}
    >
      <Button
        variant="default"
        size="xs"
        disabled={!data || customers === 0}
        onClick={() => {
          const file = new Blob([recommendationsCsv(opened)], { type: "text/csv" });
          saveFile(file, `${dataStem(data?.summary.name ?? "ratings")}-recommendations.csv`);
        }}
        data-testid="save-csv"
      >
        Save CSV
      </Button>
    </ExportItem>
  );
}
