import { ActionIcon, useComputedColorScheme } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Moon, Save, Sun, X } from "lucide-react";
import { Chip } from "../../ui/Chip";
import { deviceName } from "../../ui/device";
import { nounOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { ProgressLine } from "../../ui/ProgressLine";
import { AutosaveChip } from "../keep/AutosaveChip";
import { selectActiveRun, selectRun } from "../studio/selectors";
import { useStore } from "../studio/store";
import { jobInProgress } from "./progress";
import styles from "./TopBar.module.css";

/** Which data are loaded, what runs now, and on which device. */
export function TopBar() {
  return (
    <header className={styles.bar}>
      <DatasetName />
      <Job />
      <Device />
      <AutosaveChip />
      <SaveButton />
      <ThemeToggle />
    </header>
  );
}

function DatasetName() {
  const data = useStore((state) => state.data);
  if (!data) return <div className={styles.data} />;
  const { name, ratings, feedback } = data.summary;
  return (
    <div className={styles.data}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.count}>
        {data.isSample && "Built-in sample, "}
        {formatAmount(ratings, nounOf(feedback).one)}
      </span>
    </div>
  );
}

function Job() {
  const reading = useStore((state) => state.reading);
  const run = useStore((state) => selectActiveRun(state) ?? selectRun(state));
  const savingWorkspace = useStore((state) => state.savingWorkspace);
  const savedWorkspace = useStore((state) => state.savedWorkspace);
  const job = jobInProgress(reading, run, { savingWorkspace, savedWorkspace });
  if (!job) return null;
  return (
    <div className={styles.job}>
      <span className={styles.jobText} title={job.text}>
        {job.text}
      </span>
      {job.share !== undefined && (
        <div className={styles.line}>
          <ProgressLine label={job.text} share={job.share} />
        </div>
      )}
    </div>
  );
}

function Device() {
  const device = useStore((state) => (selectActiveRun(state) ?? selectRun(state))?.device ?? null);
  if (!device) return null;
  return (
    <div className={styles.device}>
      <Chip title={[device.renderer, device.reason].filter(Boolean).join(". ")}>{deviceName(device)}</Chip>
    </div>
  );
}

/** All that is open as one file; Ctrl or ⌘ with S does the same. */
function SaveButton() {
  const isOpen = useStore((state) => state.data !== null);
  const isSaving = useStore((state) => state.savingWorkspace !== null);
  const saveWorkspace = useStore((state) => state.saveWorkspace);
  const cancelWorkspace = useStore((state) => state.cancelWorkspace);
  // In a field too: there the browser would offer to save the page.
  useHotkeys([["mod+S", () => void saveWorkspace()]], []);
  const label = isSaving ? "Cancel saving the workspace" : "Save the workspace: ratings and runs as one file";
  const Icon = isSaving ? X : Save;
  return (
    <ActionIcon
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      disabled={!isOpen}
      onClick={() => (isSaving ? cancelWorkspace() : void saveWorkspace())}
      data-testid="save-workspace"
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}

function ThemeToggle() {
  const scheme = useComputedColorScheme("light");
  const setColorScheme = useStore((state) => state.setColorScheme);
  const other = scheme === "dark" ? "light" : "dark";
  const Icon = other === "light" ? Sun : Moon;
  return (
    <ActionIcon
      color="gray"
      size="lg"
      aria-label={`Switch to the ${other} theme`}
      title={`Switch to the ${other} theme`}
      onClick={() => setColorScheme(other)}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}
