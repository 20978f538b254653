import { Button } from "@mantine/core";
import { RotateCcw } from "lucide-react";
import type { ReadOptions, ReadReport } from "../../engine/dataset/types";
import { Card } from "../../ui/Card";
import styles from "./DataScreen.module.css";
import { GuessControls } from "./GuessControls";

interface Props {
  report: ReadReport;
  span?: number;
  disabled: boolean;
  onChange(change: ReadOptions): void;
  onForget(): void;
}

/** How the file was taken apart, what of it is guessed, and the other ways. */
export function ChoicesCard({ report, span, disabled, onChange, onForget }: Props) {
  const { guesses, options, remembered } = report;
  const isChosen = Object.keys(options).length > 0;
  return (
    <Card
      title="How was it read?"
      span={span}
      actions={
        isChosen && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<RotateCcw size={14} aria-hidden />}
            disabled={disabled}
            onClick={onForget}
          >
            Guess anew
          </Button>
        )
      }
    >
      <p className={styles.hint}>{hint(isChosen, remembered)}</p>
      <GuessControls guesses={guesses} disabled={disabled} onChange={onChange} />
    </Card>
  );
}

function hint(isChosen: boolean, remembered: boolean): string {
  if (remembered) return "The choices that you made for a file with the same columns were used again.";
  if (isChosen) return "Your choices are remembered in this browser for files with the same columns.";
  return "Guessed from the file. Changing something reads it again, and is remembered for files with the same columns.";
}
