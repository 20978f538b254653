import { Button } from "@mantine/core";
import { HardDrive } from "lucide-react";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { autosaveSentence } from "./autosaveWords";
import styles from "./SavedLine.module.css";

/** Whether the open data are kept in this browser, with the way to change that. */
export function SavedLine() {
  const autosave = useStore((state) => state.autosave);
  const name = useStore((state) => state.data?.summary.name ?? "");
  const runs = useStore((state) => state.runs.length);
  const decline = useStore((state) => state.declineAutosave);
  const accept = useStore((state) => state.acceptAutosave);
  const sentence = autosaveSentence(autosave, name, runs);
  if (sentence === null) return null;
  if (autosave.status === "failed" && autosave.why !== "no storage") {
    return (
      <Notice
        title={autosave.isPartlyKept ? `The newest changes to ${name} are not kept` : `${name} is not kept`}
        actions={
          <Button size="xs" variant="default" onClick={accept}>
            Try again
          </Button>
        }
      >
        <span data-testid="keeping">{autosave.message}</span>
      </Notice>
    );
  }
  const isKept = autosave.status === "kept" || autosave.status === "keeping";
  return (
    <div className={styles.line}>
      <HardDrive size={16} strokeWidth={1.75} className={styles.icon} aria-hidden />
      <p className={styles.text} data-testid="keeping">
        {sentence}
      </p>
      {/* One button in one place, so that the focus stays when its word changes. */}
      {(isKept || autosave.status === "declined") && (
        <Button size="xs" variant="default" onClick={() => (isKept ? void decline() : accept())}>
          {isKept ? "Do not keep" : "Keep it"}
        </Button>
      )}
    </div>
  );
}
