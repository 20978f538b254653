import { Button } from "@mantine/core";
import { Notice } from "../../ui/Notice";
import { useStore } from "../studio/store";

/** That a kept Workspace could not be opened again, and why. */
export function DamagedNotice() {
  const damaged = useStore((state) => state.damaged);
  const dismiss = useStore((state) => state.dismissDamaged);
  const deleteAutosaved = useStore((state) => state.deleteAutosaved);
  if (!damaged) return null;
  const { id, name, message } = damaged;
  return (
    <Notice
      kind="error"
      title={`${name} could not be opened again`}
      onDismiss={dismiss}
      actions={
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            dismiss();
            void deleteAutosaved(id);
          }}
        >
          Delete it
        </Button>
      }
    >
      <p>{message} What this browser keeps of it is still there.</p>
    </Notice>
  );
}
