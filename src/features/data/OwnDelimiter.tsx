import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import styles from "./GuessControls.module.css";

interface Props {
  disabled: boolean;
  onDelimiter(delimiter: string): void;
}

/** Longest delimiter that is used: "::" and the like. */
const LONGEST = 4;

/** Whatever else divides the fields of a file, typed by hand. */
export function OwnDelimiter({ disabled, onDelimiter }: Props) {
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <Button variant="subtle" size="compact-xs" mt={4} px={0} fw={400} disabled={disabled} onClick={() => setText("")}>
        Another sign …
      </Button>
    );
  }
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (text !== "") onDelimiter(text);
      }}
    >
      <TextInput
        size="xs"
        aria-label="The sign between fields"
        placeholder="~"
        value={text}
        maxLength={LONGEST}
        disabled={disabled}
        // It takes the place of the button that was pressed.
        autoFocus
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        className={styles.sign}
      />
      <Button type="submit" variant="default" size="xs" disabled={disabled || text === ""}>
        Read so
      </Button>
    </form>
  );
}
