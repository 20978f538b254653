import { Button, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { Card } from "../../ui/Card";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";
import { DeleteAllDialog } from "./DeleteAllDialog";
import styles from "./SavedCard.module.css";
import { SavedTable } from "./SavedTable";
import { clearingSentence, keptSentence } from "./savedListWords";
import type { KeptList } from "./store/autosaveState";

/** What this browser keeps for this page, how large it is, and how to be rid of it. */
export function SavedCard() {
  const kept = useStore((state) => state.kept);
  const on = useStore((state) => state.keepingOn);
  const setOn = useStore((state) => state.setKeepingOn);
  const error = useStore((state) => state.keptError);
  const dismissError = useStore((state) => state.dismissKeptError);
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
      {kept && <Kept kept={kept} on={on} />}
    </Card>
  );
}

/** The list is looked up anew when something was kept, and when this tab comes to the front: another may have changed it. */
function useFreshList(): void {
  const look = useStore((state) => state.lookAtKept);
  const keeping = useStore((state) => state.keeping);
  useEffect(() => {
    // What the open data come to is a reason to look.
    if (keeping) void look();
  }, [look, keeping]);
  useEffect(() => {
    const again = () => void look();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [look]);
}

function Kept({ kept, on }: { kept: KeptList; on: boolean }) {
  const hasSome = kept.workspaces.length > 0;
  return (
    <>
      <p className={styles.lead} data-testid="kept-sentence">
        {!on && hasSome && "Nothing more is kept from now on; what was kept before is here until you delete it: "}
        {keptSentence(kept)}
      </p>
      {hasSome && <SavedTable workspaces={kept.workspaces} />}
      <Foot kept={kept} />
    </>
  );
}

function Foot({ kept }: { kept: KeptList }) {
  const ask = useStore((state) => state.askToPersist);
  const [isDeleting, setDeleting] = useState(false);
  if (kept.workspaces.length === 0) return null;
  return (
    <div className={styles.foot}>
      <p className={styles.fine}>
        {clearingSentence(kept)} Beside these this page remembers the theme, and how files with the same columns are
        read.
      </p>
      {kept.isPersisted === false && (
        <Button size="xs" variant="default" onClick={() => void ask()}>
          Ask it not to
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setDeleting(true)}>
        Delete all
      </Button>
      <DeleteAllDialog kept={kept} opened={isDeleting} onClose={() => setDeleting(false)} />
    </div>
  );
}
