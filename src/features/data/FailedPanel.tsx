import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReadOptions } from "../../engine/read/types";
import { Notice } from "../../ui/Notice";
import styles from "./FailedPanel.module.css";
import { GuessControls } from "./GuessControls";
import { changedGuesses } from "./guesses";
import { PreviewTable } from "./PreviewTable";
import { assignRole } from "./roles";
import type { FailedReading } from "./store/dataState";

interface Props {
  failure: FailedReading;
  /** Name of the data that stayed open, if any. */
  kept: string | null;
  onRetry(change?: ReadOptions): void;
  onDismiss(): void;
}

/** Why a source was not opened, what stays open instead, and the way on. */
export function FailedPanel({ failure, kept, onRetry, onDismiss }: Props) {
  const { name, message, preview, workerLost } = failure;
  const [change, setChange] = useState<ReadOptions>({});
  const columns = preview?.columns.map((column, index) => ({ ...column, role: change.roles?.[index] ?? column.role }));
  const guesses = preview && changedGuesses(preview.guesses, change);
  return (
    <Notice
      kind="error"
      title={name ? `${name} was not opened` : "Nothing was opened"}
      onDismiss={onDismiss}
      actions={
        <>
          {workerLost && (
            <Button variant="default" size="xs" onClick={() => onRetry()}>
              Try again
            </Button>
          )}
          {preview && (
            <Button
              variant="default"
              size="xs"
              disabled={Object.keys(change).length === 0}
              onClick={() => onRetry(change)}
            >
              Read so
            </Button>
          )}
        </>
      }
    >
      <p>
        {message} {workerLost && kept && `${kept} is still open.`}
      </p>
      {preview && columns && guesses && (
        <div className={styles.preview}>
          <p className={styles.hint}>
            If the file was misunderstood, say how it is to be read and which columns hold users and products.
          </p>
          <GuessControls
            guesses={guesses}
            format={preview.format}
            onChange={(next) => setChange({ ...change, ...next })}
          />
          <div className={styles.columns}>
            <PreviewTable
              columns={columns}
              rows={preview.rows}
              onRole={(index, role) =>
                setChange({ ...change, roles: { ...change.roles, ...assignRole(columns, index, role) } })
              }
            />
          </div>
        </div>
      )}
    </Notice>
  );
}
