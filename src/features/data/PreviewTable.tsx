import { ScrollArea, Select } from "@mantine/core";
import { useId } from "react";
import { type ColumnRole, roleLabel } from "../../domain/roles";
import type { Column } from "../../engine/read/types";
import { formatAmount } from "../../ui/format";
import styles from "./PreviewTable.module.css";
import { guessText, ROLE_CHOICES } from "./roles";

const ROWS_SHOWN = 8;
/** A table of more columns cannot be looked over, and thousands would stop the page. */
const COLUMNS_SHOWN = 40;

interface Props {
  columns: readonly Column[];
  rows: readonly string[][];
  disabled?: boolean;
  /** Without it the roles are shown, but cannot be changed. */
  onRole?(index: number, role: ColumnRole): void;
}

/** The first records as text, and above each column what it stands for. */
export function PreviewTable({ columns, rows, disabled, onRole }: Props) {
  const hints = useId();
  // Those in use come first where not all can be shown.
  const inUse = columns.flatMap(({ role }, index) => (role === "ignore" ? [] : [index]));
  const shown = columns
    .map((_, index) => index)
    .filter(
      (index) => columns.length <= COLUMNS_SHOWN || index < COLUMNS_SHOWN - inUse.length || inUse.includes(index),
    );
  const hidden = columns.length - shown.length;
  return (
    <>
      <ScrollArea
        // Other columns: its scroll bar would keep the width of those before.
        key={shown.map((index) => columns[index].name).join("\n")}
        type="auto"
        offsetScrollbars="x"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": "First records of the file" }}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              {shown.map((index) => {
                const column = columns[index];
                return (
                  <th key={`${index} ${column.name}`} scope="col">
                    <span className={styles.name} title={column.name}>
                      {column.name}
                    </span>
                    {onRole ? (
                      <Select
                        size="xs"
                        aria-label={`Role of ${column.name}`}
                        title={`${column.name}: ${guessText(column)}`}
                        aria-describedby={`${hints}-${index}`}
                        data={ROLE_CHOICES}
                        value={column.role}
                        disabled={disabled}
                        allowDeselect={false}
                        onChange={(value) => value && value !== column.role && onRole(index, value as ColumnRole)}
                        comboboxProps={{ width: 200, position: "bottom-start" }}
                      />
                    ) : (
                      <span className={styles.role}>{roleLabel(column.role)}</span>
                    )}
                    <span id={`${hints}-${index}`} className={styles.guess}>
                      {guessText(column)}
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row, line) => (
              // Records have no id of their own, and their order never changes.
              <tr key={`${line} ${row.slice(0, COLUMNS_SHOWN).join()}`}>
                {shown.map((index) => (
                  <td key={`${index} ${columns[index].name}`} data-role={columns[index].role} title={row[index]}>
                    {row[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {hidden > 0 && <p className={styles.hidden}>{formatAmount(hidden, "more column")} not shown.</p>}
    </>
  );
}
