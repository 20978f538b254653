import { ScrollArea, Select } from "@mantine/core";
import type { Column, ColumnRole } from "../../engine/dataset/types";
import styles from "./PreviewTable.module.css";
import { GUESS_NAMES, ROLE_NAMES } from "./roles";

const ROWS_SHOWN = 8;
const CHOICES = Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }));

interface Props {
  columns: readonly Column[];
  rows: readonly string[][];
  disabled?: boolean;
  onRole(index: number, role: ColumnRole): void;
}

/** The first records as text, and above each column what it stands for. */
export function PreviewTable({ columns, rows, disabled, onRole }: Props) {
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="x"
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": "First records of the file" }}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name, role, guessedFrom }, index) => (
              <th key={`${index} ${name}`} scope="col">
                <span className={styles.name}>{name}</span>
                <Select
                  size="xs"
                  aria-label={`Role of ${name}`}
                  title={GUESS_NAMES[guessedFrom]}
                  data={CHOICES}
                  value={role}
                  disabled={disabled}
                  onChange={(value) => value && onRole(index, value as ColumnRole)}
                  comboboxProps={{ width: 200, position: "bottom-start" }}
                />
                <span className={styles.guess}>{GUESS_NAMES[guessedFrom]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row, line) => (
            // Records have no id of their own, and their order never changes.
            <tr key={`${line} ${row.join()}`}>
              {columns.map(({ name, role }, index) => (
                <td key={`${index} ${name}`} data-role={role} title={row[index]}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
