import { Button, Group, Modal } from "@mantine/core";
import { useStore } from "../studio/store";
import { amountSaved } from "./savedListWords";
import type { AutosavedList } from "./store/autosaveState";

interface Props {
  saved: AutosavedList;
  opened: boolean;
  onClose(): void;
}

/** Asks once more before everything goes: this cannot be taken back. */
export function DeleteAllDialog({ saved, opened, onClose }: Props) {
  const deleteAll = useStore((state) => state.deleteAllAutosaved);

  function confirm() {
    onClose();
    void deleteAll().then(() => document.getElementById("kept")?.focus());
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Delete all that is kept?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <p>
        {amountSaved(saved)}, and what this page remembers of how your files are read. What is open stays open until you
        leave it. This cannot be taken back.
      </p>
      <Group gap={8} mt={16}>
        <Button onClick={confirm} data-testid="confirm-delete-all">
          Delete all
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Modal>
  );
}
