import { Select } from "@mantine/core";
import type { Guesses, ReadOptions } from "../../engine/read/types";
import styles from "./GuessControls.module.css";
import { guessControls } from "./guesses";

interface Props {
  guesses: Guesses;
  disabled?: boolean;
  onChange(change: ReadOptions): void;
}

/** Everything that was guessed about how a file is to be read, how sure that is, and the other ways to read it. */
export function GuessControls({ guesses, disabled, onChange }: Props) {
  return (
    <div className={styles.controls}>
      {guessControls(guesses).map(({ key, label, value, choices, why, isOpen, choose }) => (
        <Select
          key={key}
          size="sm"
          label={label}
          description={why}
          inputWrapperOrder={["label", "input", "description"]}
          data={choices}
          value={value}
          disabled={disabled}
          allowDeselect={false}
          onChange={(next) => next !== null && next !== value && onChange(choose(next))}
          data-testid={`guess-${key}`}
          classNames={{ description: isOpen ? styles.open : undefined }}
        />
      ))}
    </div>
  );
}
