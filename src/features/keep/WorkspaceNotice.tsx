import { formatAmount, formatMoment } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { checkSentence } from "./checkSentence";

/** That the data came from a Workspace file, and whether its figures are those that its weights give. */
export function WorkspaceNotice() {
  const file = useStore((state) => state.workspaceFile);
  const checks = useStore((state) => state.runChecks);
  if (!file) return null;
  const entries = Object.entries(checks);
  const isWrong = entries.some(([, { status }]) => status === "different" || status === "impossible");
  const isBusy = entries.some(([, { status }]) => status === "checking");
  const done = entries.filter(([, { status }]) => status === "same");
  return (
    <Notice
      kind={isWrong ? "error" : isBusy || done.length === 0 ? "info" : "success"}
      title={`${file.name} is open: ${formatAmount(file.runs, "run")}, saved ${formatMoment(file.saved)}`}
    >
      {entries.length === 0 && "Its ratings stand here as they were read."}
      {entries.map(([id, check]) => (
        <p key={id}>
          Run {id}: {checkSentence(check)}
        </p>
      ))}
    </Notice>
  );
}
