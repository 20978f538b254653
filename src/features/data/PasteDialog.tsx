import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";

interface Props {
  opened: boolean;
  onClose(): void;
  onText(text: string): void;
}

/** Ratings as text, for those who copy them from a spreadsheet. */
export function PasteDialog({ opened, onClose, onText }: Props) {
  const [text, setText] = useState("");

  function open() {
    onClose();
    onText(text);
    setText("");
  }

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Paste ratings as text"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Textarea
        data-autofocus
        label="One rating a line, the columns separated by comma, semicolon or tab"
        placeholder={"user,product,rating\nanna,lamp,5"}
        rows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 13 } }}
      />
      <Button mt="md" disabled={!text.trim()} onClick={open}>
        Read this text
      </Button>
    </Modal>
  );
}
