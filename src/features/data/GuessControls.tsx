import { Select } from "@mantine/core";
import type { Guesses, ReadOptions, ReadQuestion } from "../../engine/read/types";
import styles from "./GuessControls.module.css";
import { guessControls, questionControls } from "./guesses";
import { OwnDelimiter } from "./OwnDelimiter";

interface Props {
  guesses: Guesses;
  /** How the file holds its ratings: where fields end is no question of JSON. */
  format?: string;
  /** Answered or open ones that have no control among the guesses. */
  questions?: readonly ReadQuestion[];
  /** The choices that counted. */
  options?: ReadOptions;
  disabled?: boolean;
  onChange(change: ReadOptions): void;
}

/** Everything that was guessed about how a file is to be read, how sure that is, and the other ways to read it. */
export function GuessControls({ guesses, format, questions = [], options = {}, disabled = false, onChange }: Props) {
  const guessed = guessControls(guesses, format);
  return (
    <div className={styles.controls}>
      {[...guessed, ...questionControls(questions, options)].map(
        ({ key, label, value, choices, why, isOpen, choose }) => (
          <div key={key}>
            <Select
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
            {key === "delimiter" && <OwnDelimiter disabled={disabled} onDelimiter={(own) => onChange(choose(own))} />}
          </div>
        ),
      )}
    </div>
  );
}
