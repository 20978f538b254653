import { Button } from "@mantine/core";
import { ClipboardPaste, FileSpreadsheet } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useStore } from "../studio/store";
import styles from "./OpenPanel.module.css";
import { PasteDialog } from "./PasteDialog";
import { SampleMenu } from "./SampleMenu";
import { usePastedText } from "./usePastedText";

const NOTE =
  "A CSV or other table of text, Excel (.xlsx), Parquet or JSON, packed or not: user, product, rating, and if you have them time, category, brand " +
  "and genders. Purchases or clicks without ratings do too. Drop tables of products and users with it, or a saved " +
  "workspace (.collabnn) or model. Nothing leaves this browser.";
const SHORT_NOTE = "Another file, or tables of products and users to join. Nothing leaves this browser.";

/** The ways in: drop, pick, paste, or a built-in sample. */
export function OpenPanel() {
  const openSource = useStore((state) => state.openSource);
  const openSample = useStore((state) => state.openSample);
  const saveSample = useStore((state) => state.saveSample);
  // Who has opened a file knows what can be opened: what was made of it is to be in sight.
  const hasOwn = useStore((state) => state.data !== null && !state.data.isSample);
  const picker = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const openText = useCallback(
    (text: string) => void openSource({ kind: "text", name: "Pasted text", text }),
    [openSource],
  );
  usePastedText(openText);

  return (
    <section className={styles.panel} aria-label="Open ratings">
      <FileSpreadsheet size={24} strokeWidth={1.5} className={styles.icon} aria-hidden />
      <div className={styles.text}>
        <p className={styles.title}>Drop ratings anywhere on this page</p>
        <p className={styles.note}>{hasOwn ? SHORT_NOTE : NOTE}</p>
      </div>
      <div className={styles.actions}>
        <Button variant={hasOwn ? "default" : "filled"} onClick={() => picker.current?.click()}>
          Choose files
        </Button>
        <Button variant="default" leftSection={<ClipboardPaste size={14} />} onClick={() => setPasting(true)}>
          Paste text
        </Button>
        <SampleMenu onOpen={(preset) => void openSample(preset)} onSave={(preset) => void saveSample(preset)} />
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        data-testid="file-input"
        aria-label="Ratings file"
        className="hidden"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // Emptied, so that picking the same files again is a change.
          currentTarget.value = "";
          if (files.length > 0) void openSource({ kind: "files", files });
        }}
      />
      <PasteDialog opened={pasting} onClose={() => setPasting(false)} onText={openText} />
    </section>
  );
}
