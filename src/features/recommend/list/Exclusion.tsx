import { Button, FileButton, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ExclusionReport } from "../../../engine/recommend/types";
import { formatAmount } from "../../../ui/format";
import { useStore } from "../../studio/store";
import styles from "./Exclusion.module.css";

/** "812 products left out. 3 of 815 ids are not in this file: A1, A2, A3." */
export function exclusionSentence({ matched, unknown, total }: ExclusionReport): string {
  const left = `${formatAmount(matched, "product")} left out.`;
  const missing = total - matched;
  if (missing === 0) return left;
  const more = missing > unknown.length ? " and more" : "";
  return `${left} ${missing} of ${formatAmount(total, "id")} ${missing === 1 ? "is" : "are"} not in this file: ${unknown.join(", ")}${more}.`;
}

/** Products that are not to be recommended, such as those out of stock: ids, pasted or from a file. */
export function Exclusion() {
  const exclusion = useStore((state) => state.exclusion);
  const setExclusion = useStore((state) => state.setExclusion);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");

  async function take(ids: string) {
    setOpen(false);
    await setExclusion(ids);
  }

  return (
    <div className={styles.exclusion}>
      <span className={styles.label}>Out of stock</span>
      <p className={styles.text} aria-live="polite">
        {exclusion ? exclusionSentence(exclusion) : "No product is left out by a list."}
      </p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {exclusion ? "Change the list" : "Leave out by id"}
        </Button>
        {exclusion && (
          <Button size="xs" variant="subtle" onClick={() => void setExclusion("")}>
            Leave out none
          </Button>
        )}
      </div>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title="Products to leave out">
        <Textarea
          label="Ids, one a line or with commas between"
          rows={10}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={styles.modalActions}>
          <FileButton accept=".csv,.txt,.tsv,text/*" onChange={(file) => file && void file.text().then(take)}>
            {(props) => (
              <Button {...props} variant="default">
                Take a file
              </Button>
            )}
          </FileButton>
          <Button disabled={text.trim() === ""} onClick={() => void take(text)}>
            Leave these out
          </Button>
        </div>
      </Modal>
    </div>
  );
}
