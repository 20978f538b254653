import { Button } from "@mantine/core";
import { Chip } from "../../ui/Chip";
import { DataTable } from "../../ui/DataTable";
import { formatBytes, formatCount, formatMoment } from "../../ui/format";
import { useStore } from "../studio/store";
import styles from "./SavedTable.module.css";
import type { AutosavedWorkspace } from "./store/autosaveState";

const PLACES = { here: "open here", elsewhere: "open in another tab" };

function Name({ name, isSample, open, isDeleted }: AutosavedWorkspace) {
  return (
    <span className={styles.name} data-deleted={isDeleted || undefined}>
      <span className={styles.file}>{name}</span>
      {isSample && <Chip>Built-in sample</Chip>}
      {open && !isDeleted && <Chip>{PLACES[open]}</Chip>}
      {isDeleted && <Chip>Deleted</Chip>}
    </span>
  );
}

function Actions({ workspace }: { workspace: AutosavedWorkspace }) {
  const { id, name, open, isDeleted } = workspace;
  const openAutosaved = useStore((state) => state.openAutosaved);
  const deleteAutosaved = useStore((state) => state.deleteAutosaved);
  const undo = useStore((state) => state.undoDeleteAutosaved);

  async function change(): Promise<void> {
    if (isDeleted) return undo(id);
    await deleteAutosaved(id);
    // The row of what is open goes at once, and the button with it.
    if (open === "here") document.getElementById("kept")?.focus();
  }

  return (
    <span className={styles.actions}>
      <Button
        size="compact-xs"
        variant="default"
        disabled={open === "here" || isDeleted}
        aria-label={`Open ${name}`}
        onClick={() => void openAutosaved(id)}
      >
        Open
      </Button>
      {/* One button in one place, so that the focus stays when its word changes. */}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={isDeleted ? `Undo the deletion of ${name}` : `Delete ${name}`}
        onClick={() => void change()}
      >
        {isDeleted ? "Undo" : "Delete"}
      </Button>
    </span>
  );
}

/** Every Workspace that is kept, changed last first. */
export function SavedTable({ workspaces }: { workspaces: readonly AutosavedWorkspace[] }) {
  return (
    <DataTable
      caption="Workspaces that are kept in this browser"
      columns={[
        { name: "Name", cell: (workspace: AutosavedWorkspace) => <Name {...workspace} /> },
        { name: "Ratings", numeric: true, cell: ({ ratings }) => formatCount(ratings) },
        { name: "Runs", numeric: true, cell: ({ runs }) => formatCount(runs) },
        { name: "Size", numeric: true, cell: ({ bytes }) => formatBytes(bytes) },
        { name: "Last change", numeric: true, cell: ({ saved }) => formatMoment(saved) },
        {
          name: <span className="hidden">Open or delete</span>,
          numeric: true,
          cell: (workspace) => <Actions workspace={workspace} />,
        },
      ]}
      rows={workspaces}
      rowKey={({ id }) => id}
    />
  );
}
