import { Button } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import { formatBytes } from "../../../ui/format";
import { Notice } from "../../../ui/Notice";
import { ProgressLine } from "../../../ui/ProgressLine";
import { useStore } from "../../studio/store";
import type { ExportKind } from "../store/exportState";
import { ExportItem } from "./ExportItem";
import styles from "./Exports.module.css";
import { progressWords } from "./exportWords";

interface Props {
  kind: ExportKind;
  icon: LucideIcon;
  name: string;
  about: string;
  /** Format and size, or why there is nothing to save. */
  format: string;
  /** What the button says. */
  action: string;
  disabled: boolean;
}

/** An archive for other programs: made on demand, with progress and a way to stop. */
export function ExportEntry({ kind, icon, name, about, format, action, disabled }: Props) {
  const exporting = useStore((state) => state.exporting);
  const exported = useStore((state) => state.exported);
  const error = useStore((state) => state.exportError);
  const saveExport = useStore((state) => state.saveExport);
  const cancelExport = useStore((state) => state.cancelExport);
  const dismissError = useStore((state) => state.dismissExportError);
  const mine = exporting?.kind === kind ? exporting : null;
  const failure = error?.kind === kind ? error : null;
  return (
    <ExportItem
      icon={icon}
      name={name}
      about={about}
      format={exported?.kind === kind ? `Saved: ${formatBytes(exported.bytes)}` : format}
      below={
        mine ? (
          <Progress name={name} progress={mine.progress} />
        ) : (
          failure && (
            <Notice kind="error" title={`${name} could not be saved`} onDismiss={dismissError}>
              {failure.message}
            </Notice>
          )
        )
      }
    >
      <Button
        variant="default"
        size="xs"
        disabled={disabled || (exporting !== null && !mine)}
        onClick={() => (mine ? cancelExport() : void saveExport(kind))}
        data-testid={`save-${kind}`}
      >
        {mine ? "Cancel saving" : action}
      </Button>
    </ExportItem>
  );
}

function Progress({ name, progress }: { name: string; progress: Parameters<typeof progressWords>[0] }) {
  const share = progress && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <>
      <p className={styles.progress}>{progressWords(progress)}</p>
      <ProgressLine label={`${name} is being made`} share={share} />
    </>
  );
}
