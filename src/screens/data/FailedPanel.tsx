import { Button } from "@mantine/core";
import { useState } from "react";
import type { ColumnRole } from "../../engine/dataset/types";
import type { FailedReading } from "../../store/state";
import { Notice } from "../../ui/Notice";
import styles from "./FailedPanel.module.css";
import { PreviewTable } from "./PreviewTable";
import { assignRole } from "./roles";

interface Props {
  failure: FailedReading;
  /** Name of the data that stayed open, if any. */
  kept: string | null;
  onRetry(roles?: Record<number, ColumnRole>): void;
  onDismiss(): void;
}

/** Why a source was not opened, what stays open instead, and the way on. */
export function FailedPanel({ failure, kept, onRetry, onDismiss }: Props) {
  const { name, message, preview, workerLost } = failure;
  const [roles, setRoles] = useState<Record<number, ColumnRole>>({});
  const columns = preview?.columns.map((column, index) => ({ ...column, role: roles[index] ?? column.role }));
  const readable = preview && columns && columns.length >= 3;
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
          {readable && (
            <Button
              variant="default"
              size="xs"
              disabled={Object.keys(roles).length === 0}
              onClick={() => onRetry(roles)}
            >
              Read with these roles
            </Button>
          )}
        </>
      }
    >
      <p>
        {message} {workerLost && kept && `${kept} is still open.`}
      </p>
      {readable && (
        <div className={styles.preview}>
          <p className={styles.hint}>
            If the columns were misunderstood, say which are user, product and rating, then read the file again.
          </p>
          <PreviewTable
            columns={columns}
            rows={preview.rows}
            onRole={(index, role) => setRoles({ ...roles, ...assignRole(columns, index, role) })}
          />
        </div>
      )}
    </Notice>
  );
}
