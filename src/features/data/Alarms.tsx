import { Button } from "@mantine/core";
import type { ReadReport } from "../../engine/read/types";
import { formatAmount } from "../../ui/format";
import { Notice } from "../../ui/Notice";
import styles from "./Alarms.module.css";
import { alarmsIn } from "./warnings";

/** Places on the Data screen that an alarm sends to. */
export const COLUMNS_CARD = "columns";
export const CHOICES_CARD = "choices";

/** What can hardly be right about a reading, with the ways to look at it and to mend it. */
export function Alarms({ report }: { report: ReadReport }) {
  const alarms = alarmsIn(report);
  if (alarms.length === 0) return null;
  const title =
    alarms.length === 1
      ? "Look at this before you train"
      : `${formatAmount(alarms.length, "thing")} to look at before you train`;
  return (
    <section aria-label="Warnings" data-testid="alarms">
      <Notice
        kind="warning"
        title={title}
        actions={
          <>
            <Button size="xs" variant="default" onClick={() => goTo(COLUMNS_CARD)}>
              Check the columns
            </Button>
            <Button size="xs" variant="default" onClick={() => goTo(CHOICES_CARD)}>
              Check how it was read
            </Button>
          </>
        }
      >
        {alarms.length === 1 ? (
          <p className={styles.alarm}>{alarms[0]}</p>
        ) : (
          <ul className={styles.list}>
            {alarms.map((alarm) => (
              <li key={alarm} className={styles.alarm}>
                {alarm}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </section>
  );
}

function goTo(id: string): void {
  const card = document.getElementById(id);
  card?.scrollIntoView({ block: "start" });
  card?.focus({ preventScroll: true });
}
