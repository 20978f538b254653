import { Button } from "@mantine/core";
import { Card } from "../../ui/Card";
import { ProgressLine } from "../../ui/ProgressLine";
import { readingSentence, shareRead } from "../frame/progress";
import { PreviewTable } from "./PreviewTable";
import styles from "./ReadingPanel.module.css";
import type { DataSlice } from "./store/dataState";

/** Enough to see whether it is the right file. */
const ROWS_SHOWN = 4;

interface Props {
  reading: NonNullable<DataSlice["reading"]>;
  onCancel(): void;
}

/** A reading in progress: what, how much, how fast, how long. */
export function ReadingPanel({ reading, onCancel }: Props) {
  const { name, preview } = reading;
  return (
    <Card>
      <div className={styles.line}>
        <p>{readingSentence(reading)}</p>
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressLine label={`Reading ${name}`} share={shareRead(reading)} />
      {preview && (
        <div className={styles.preview}>
          <PreviewTable columns={preview.columns} rows={preview.rows.slice(0, ROWS_SHOWN)} />
        </div>
      )}
    </Card>
  );
}
