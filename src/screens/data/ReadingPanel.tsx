import { Button } from "@mantine/core";
import type { DataSlice } from "../../store/state";
import { Card } from "../../ui/Card";
import { readingSentence } from "../../ui/frame/progress";
import { ProgressLine } from "../../ui/ProgressLine";
import styles from "./ReadingPanel.module.css";

interface Props {
  reading: NonNullable<DataSlice["reading"]>;
  onCancel(): void;
}

/** A reading in progress: what, how much, how fast, how long. */
export function ReadingPanel({ reading, onCancel }: Props) {
  const { progress, name } = reading;
  return (
    <Card>
      <div className={styles.line}>
        <p>{readingSentence(reading)}</p>
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressLine label={`Reading ${name}`} share={progress && progress.bytesRead / progress.bytesTotal} />
    </Card>
  );
}
