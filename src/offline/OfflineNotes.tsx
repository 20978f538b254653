import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { selectActiveRun } from "../features/studio/selectors";
import { useStore } from "../features/studio/store";
import { RailNote } from "../ui/RailNote";
import { startOffline, updateNow, useOffline } from "./registration";
import { rememberTold, wasTold } from "./told";

const READY = "Ready offline";
const UPDATE = "New version ready";

/** Beside the screens: that the page now works without a network, said once, and that a new version of it waits. */
export function OfflineNotes() {
  const { isReady, update } = useOffline();
  const [told, setTold] = useState(wasTold);
  const [declined, setDeclined] = useState<typeof update>(null);

  useEffect(() => {
    void startOffline();
  }, []);

  function dismissReady() {
    rememberTold();
    setTold(true);
  }

  const showsUpdate = update !== null && update !== declined;
  const showsReady = !showsUpdate && isReady && !told;
  return (
    <>
      {/* The words alone are announced: the button below comes and goes with each training. */}
      <div aria-live="polite" className="hidden">
        {showsUpdate ? UPDATE : showsReady ? READY : ""}
      </div>
      {showsUpdate && (
        <RailNote title={UPDATE} onDismiss={() => setDeclined(update)}>
          <Update isElsewhere={update === "elsewhere"} />
        </RailNote>
      )}
      {showsReady && (
        <RailNote title={READY} onDismiss={dismissReady}>
          This page now opens and works without a network.
        </RailNote>
      )}
    </>
  );
}

function Update({ isElsewhere }: { isElsewhere: boolean }) {
  const isTraining = useStore((state) => selectActiveRun(state) !== null);
  const how = isElsewhere
    ? "Another tab shows it already. This one stays as it is until it is reloaded."
    : "Updating reloads this page.";
  return (
    <>
      <p>{isTraining ? "A run is training here. The update waits until it has ended." : how}</p>
      <Button size="xs" variant="default" mt={8} disabled={isTraining} onClick={updateNow}>
        Update now
      </Button>
    </>
  );
}
