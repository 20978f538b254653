import { Button, Checkbox, Modal, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { formatBytes } from "../../../ui/format";
import { Notice } from "../../../ui/Notice";
import { ProgressLine } from "../../../ui/ProgressLine";
import { saveFile } from "../../studio/saveFile";
import { PART_LABELS } from "../file/names";
import type { PreparedReport } from "../file/prepare";
import { PART_NAMES, PARTS_OF_RUN, type PartName, type ReportChoices } from "../file/types";
import styles from "./SaveReport.module.css";
import { type Preparing, usePreparedReport } from "./usePreparedReport";

interface Props {
  opened: boolean;
  choices: ReportChoices;
  /** Name of the file. */
  fileName: string;
  /** False where parts about a model have nothing to tell of. */
  hasRun: boolean;
  onChoices(choices: ReportChoices): void;
  onClose(): void;
  /** Told what was saved: a sentence. */
  onSaved(sentence: string): void;
}

/** What goes into the report and how it is called; it is prepared meanwhile, and saved as one file. */
export function SaveReport({ opened, onClose, ...props }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Save report" size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Form {...props} onClose={onClose} />
    </Modal>
  );
}

const IDS_HINT = {
  false: "Customers are numbered, and no user id stands in the file.",
  true: "Whoever gets the file reads the user ids. Only for people who may see them.",
};

function Form({ choices, fileName, hasRun, onChoices, onClose, onSaved }: Omit<Props, "opened">) {
  const preparing = usePreparedReport();
  const { prepared } = preparing;
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isPossible = (part: PartName) =>
    prepared ? prepared.possible.includes(part) : hasRun || !PARTS_OF_RUN.includes(part);
  const change = (part: Partial<ReportChoices>) => onChoices({ ...choices, ...part });

  async function save() {
    if (!prepared) return;
    setSaving(true);
    setFailure(null);
    try {
      const page = await prepared.page(choices);
      saveFile(page, fileName);
      onSaved(`Saved ${fileName}, ${formatBytes(page.size)}.`);
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setSaving(false);
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        data-autofocus
        label="Title"
        required
        maxLength={200}
        value={choices.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Textarea
        label="Remarks"
        description="Stand under the title, in your words. An empty line begins a paragraph."
        rows={3}
        value={choices.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <Checkbox.Group
        label="Parts"
        description={hasRun ? undefined : "Parts about a model need a finished run."}
        value={choices.parts.filter(isPossible)}
        onChange={(chosen) => change({ parts: keep(choices.parts, chosen as PartName[], isPossible) })}
      >
        <div className={styles.parts}>
          {PART_NAMES.map((part) => (
            <Checkbox key={part} value={part} label={PART_LABELS[part]} disabled={!isPossible(part)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label="Show user ids as the file has them"
        description={IDS_HINT[`${choices.realIds}`]}
        checked={choices.realIds}
        onChange={(event) => change({ realIds: event.currentTarget.checked })}
      />
      <Problems preparing={preparing} />
      {failure !== null && (
        <Notice kind="error" title="The report could not be saved">
          {failure}
        </Notice>
      )}
      <div className={styles.foot}>
        <State preparing={preparing} choices={choices} />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          disabled={!prepared || choices.title.trim() === ""}
          loading={isSaving}
          data-testid="save-report-file"
        >
          Save
        </Button>
      </div>
    </form>
  );
}

/** The chosen parts, and those that could not be chosen as they were: they may become possible. */
function keep(before: readonly PartName[], chosen: readonly PartName[], isPossible: (part: PartName) => boolean) {
  return PART_NAMES.filter((part) => (isPossible(part) ? chosen : before).includes(part));
}

/** What could not be had for the report, and a way to try again. */
function Problems({ preparing: { prepared, error, retry } }: { preparing: Preparing }) {
  const problems = error ? [error] : (prepared?.problems ?? []);
  if (problems.length === 0) return null;
  return (
    <Notice
      kind="error"
      title={error ? "The report could not be made" : "Not everything could be had"}
      actions={
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      }
    >
      {problems.join(" ")}
    </Notice>
  );
}

/** How far the preparation is; then how large the file will be. */
function State({ preparing, choices }: { preparing: Preparing; choices: ReportChoices }) {
  const { prepared, progress, error } = preparing;
  const size = useSize(prepared, choices);
  if (error) return <p className={styles.state} />;
  if (!prepared) {
    return (
      <div className={styles.state}>
        <p>{progress.text}</p>
        <ProgressLine label={progress.text} share={progress.share} />
      </div>
    );
  }
  return (
    <p className={styles.state} role="status">
      {size === null ? "Ready" : `One HTML file, ${formatBytes(size)}`}
    </p>
  );
}

/** Bytes of the page with these choices; null while it is not known. */
function useSize(prepared: PreparedReport | null, choices: ReportChoices): number | null {
  const [settled] = useDebouncedValue(choices, 250);
  const [size, setSize] = useState<number | null>(null);
  useEffect(() => {
    let isWanted = true;
    prepared?.page(settled).then(
      (page) => isWanted && setSize(page.size),
      () => isWanted && setSize(null),
    );
    return () => {
      isWanted = false;
    };
  }, [prepared, settled]);
  return size;
}
