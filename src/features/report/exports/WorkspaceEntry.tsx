import { Button } from "@mantine/core";
import { Package } from "lucide-react";
import { formatAmount, formatBytes } from "../../../ui/format";
import { useStore } from "../../studio/store";
import { ExportItem } from "./ExportItem";

/** All that is open as one file, which opens here again. */
export function WorkspaceEntry() {
  const hasData = useStore((state) => state.data !== null);
  const runs = useStore((state) => state.runs.length);
  const saving = useStore((state) => state.savingWorkspace);
  const saved = useStore((state) => state.savedWorkspace);
  const saveWorkspace = useStore((state) => state.saveWorkspace);
  const cancelWorkspace = useStore((state) => state.cancelWorkspace);
  return (
    <ExportItem
      icon={Package}
      name="Workspace"
      about="To go on later or elsewhere: ratings, runs, weights and settings in one file. Drop it on this page to open it; its figures are recomputed then."
      format={
        saved
          ? `Saved: ${formatBytes(saved.bytes)}`
          : `ZIP, with ${runs === 0 ? "no run yet" : formatAmount(runs, "run")}`
      }
    >
      <Button
        variant="default"
        size="xs"
        disabled={!hasData}
        onClick={() => (saving ? cancelWorkspace() : void saveWorkspace())}
      >
        {saving ? "Cancel saving" : "Save workspace"}
      </Button>
    </ExportItem>
  );
}
