import { Button, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { DeleteAllDialog } from "./DeleteAllDialog";
import styles from "./SavedCard.module.css";
import { SavedTable } from "./SavedTable";
import { autosavedSentence, clearingSentence } from "./savedListWords";
import type { AutosavedList } from "./store/autosaveState";

/** What this browser keeps for this page, how large it is, and how to be rid of it. */
export function SavedCard() {
  const saved = useStore((state) => state.autosaved);
  const on = useStore((state) => state.autosaveOn);
  const setOn = useStore((state) => state.setAutosaveOn);
  const error = useStore((state) => state.autosaveError);
  const dismissError = useStore((state) => state.dismissAutosaveError);
  useFreshList();
  return (
    <Card
      id="kept"
      title="What is kept in this browser?"
      actions={
        <Switch
          className={styles.switch}
          label="Keep data in this browser"
          labelPosition="left"
          withThumbIndicator={false}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
      }
    >
      {error !== null && (
        <div className={styles.error}>
          <Notice onDismiss={dismissError}>{error}</Notice>
        </div>
      )}
      {saved && <Saved saved={saved} on={on} />}
    </Card>
  );
}

/** The list is looked up anew when something was kept, and when this tab comes to the front: another may have changed it. */
function useFreshList(): void {
  const look = useStore((state) => state.lookAtAutosaved);
  const autosave = useStore((state) => state.autosave);
  useEffect(() => {
    // What the open data come to is a reason to look.
    if (autosave) void look();
  }, [look, autosave]);
  useEffect(() => {
    const again = () => void look();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [look]);
}

function Saved({ saved, on }: { saved: AutosavedList; on: boolean }) {
  const hasSome = saved.workspaces.length > 0;
  return (
    <>
      <p className={styles.lead} data-testid="kept-sentence">
        {!on && hasSome && "Nothing more is kept from now on; what was kept before is here until you delete it: "}
        {autosavedSentence(saved)}
      </p>
      {hasSome && <SavedTable workspaces={saved.workspaces} />}
      <Foot saved={saved} />
    </>
  );
}

function Foot({ saved }: { saved: AutosavedList }) {
  const ask = useStore((state) => state.askToPersist);
  const [isDeleting, setDeleting] = useState(false);
  if (saved.workspaces.length === 0) return null;
  return (
    <div className={styles.foot}>
      <p className={styles.fine}>
        {clearingSentence(saved)} Beside these this page remembers the theme, and how files with the same columns are
        read.
      </p>
      {saved.isPersisted === false && (
        <Button size="xs" variant="default" onClick={() => void ask()}>
          Ask it not to
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setDeleting(true)}>
        Delete all
      </Button>
      <DeleteAllDialog saved={saved} opened={isDeleting} onClose={() => setDeleting(false)} />
    </div>
  );
}
