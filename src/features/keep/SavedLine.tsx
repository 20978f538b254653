import { Button } from "@mantine/core";
import { HardDrive } from "lucide-react";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { keepingSentence } from "./autosaveWords";
import styles from "./SavedLine.module.css";

/** Whether the open data are kept in this browser, with the way to change that. */
export function SavedLine() {
  const keeping = useStore((state) => state.keeping);
  const name = useStore((state) => state.data?.summary.name ?? "");
  const runs = useStore((state) => state.runs.length);
  const decline = useStore((state) => state.declineKeeping);
  const accept = useStore((state) => state.acceptKeeping);
  const sentence = keepingSentence(keeping, name, runs);
  if (sentence === null) return null;
  if (keeping.status === "failed" && keeping.why !== "no storage") {
    return (
      <Notice
        title={keeping.isPartlyKept ? `The newest changes to ${name} are not kept` : `${name} is not kept`}
        actions={
          <Button size="xs" variant="default" onClick={accept}>
            Try again
          </Button>
        }
      >
        <span data-testid="keeping">{keeping.message}</span>
      </Notice>
    );
  }
  const isKept = keeping.status === "kept" || keeping.status === "keeping";
  return (
    <div className={styles.line}>
      <HardDrive size={16} strokeWidth={1.75} className={styles.icon} aria-hidden />
      <p className={styles.text} data-testid="keeping">
        {sentence}
      </p>
      {/* One button in one place, so that the focus stays when its word changes. */}
      {(isKept || keeping.status === "declined") && (
        <Button size="xs" variant="default" onClick={() => (isKept ? void decline() : accept())}>
          {isKept ? "Do not keep" : "Keep it"}
        </Button>
      )}
    </div>
  );
}
