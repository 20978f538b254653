import { Button } from "@mantine/core";
import { RotateCcw } from "lucide-react";
import type { ReadOptions, ReadReport } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { CHOICES_CARD } from "./Alarms";
import styles from "./DataScreen.module.css";
import { GuessControls } from "./GuessControls";
import { choiceQuestions } from "./questions";

interface Props {
  report: ReadReport;
  span?: number;
  disabled: boolean;
  /** True where the file is no longer at hand, so that it cannot be read in another way. */
  isFixed?: boolean;
  onChange(change: ReadOptions): void;
  onForget(): void;
}

/** How the file was taken apart, what of it is guessed, and the other ways. */
export function ChoicesCard({ report, span, disabled, isFixed = false, onChange, onForget }: Props) {
  const { guesses, options, remembered } = report;
  const isChosen = Object.keys(options).length > 0;
  return (
    <Card
      id={CHOICES_CARD}
      title="How was it read?"
      span={span}
      actions={
        isChosen && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<RotateCcw size={14} aria-hidden />}
            disabled={disabled || isFixed}
            onClick={onForget}
          >
            Guess anew
          </Button>
        )
      }
    >
      <p className={styles.hint}>{isFixed ? FIXED : hint(isChosen, remembered)}</p>
      <GuessControls
        guesses={guesses}
        format={report.format}
        questions={choiceQuestions(report)}
        options={options}
        disabled={disabled || isFixed}
        onChange={onChange}
      />
    </Card>
  );
}

const FIXED =
  "A workspace holds ratings as they were read, not the file itself. To read it in another way, open the file again.";

function hint(isChosen: boolean, remembered: boolean): string {
  if (remembered) return "The choices that you made for a file with the same columns were used again.";
  if (isChosen) return "Your choices are remembered in this browser for files with the same columns.";
  return "Guessed from the file. Changing something reads it again, and is remembered for files with the same columns.";
}
