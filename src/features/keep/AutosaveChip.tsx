import { Check, CircleAlert, Copy, LoaderCircle } from "lucide-react";
import { useStore } from "../studio/store";
import styles from "./AutosaveChip.module.css";
import { autosaveSentence, autosaveWord } from "./autosaveWords";
import type { AutosaveStatus } from "./store/autosaveState";

const ICONS: Record<string, typeof Check> = {
  kept: Check,
  keeping: LoaderCircle,
  copy: Copy,
} satisfies Partial<Record<AutosaveStatus["status"], typeof Check>>;

/** Whether the open data are kept in this browser; leads to what is kept. */
export function AutosaveChip() {
  const autosave = useStore((state) => state.autosave);
  const name = useStore((state) => state.data?.summary.name ?? "");
  const runs = useStore((state) => state.runs.length);
  const setScreen = useStore((state) => state.setScreen);
  const word = autosaveWord(autosave);
  const Icon = ICONS[autosave.status] ?? CircleAlert;
  return (
    <div className={styles.place}>
      {/* The word alone is announced: sizes grow with every epoch. */}
      <span aria-live="polite" className="hidden">
        {word ?? ""}
      </span>
      {word !== null && (
        <button
          type="button"
          className={styles.chip}
          data-status={autosave.status}
          data-testid="kept-chip"
          title={autosaveSentence(autosave, name, runs) ?? undefined}
          onClick={() => setScreen("data")}
        >
          <Icon size={12} aria-hidden />
          {word}
        </button>
      )}
    </div>
  );
}
