import { formatAmount, formatBytes } from "../../ui/format";
import type { AutosavedList, AutosavedWorkspace, StoragePlace } from "./store/autosaveState";

const PLACES: Record<StoragePlace, string> = {
  opfs: "the file storage that this browser sets apart for this page",
  indexeddb: "the database that this browser keeps for this page",
};

/** Those that are not deleted. */
function present({ workspaces }: AutosavedList): AutosavedWorkspace[] {
  return workspaces.filter(({ isDeleted }) => !isDeleted);
}

export function bytesSaved(saved: AutosavedList): number {
  return present(saved).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** What is kept, where, and how much more would fit. */
export function autosavedSentence(saved: AutosavedList): string {
  const { place, free } = saved;
  if (place === null)
    return "This browser keeps nothing for this page, as in some private windows, or over plain http.";
  if (present(saved).length === 0) return "Nothing is kept in this browser.";
  const room = free === null ? "" : `, with room for about ${formatBytes(free)} more`;
  return `${formatBytes(bytesSaved(saved))} in ${PLACES[place]}${room}. Nothing of it leaves this browser.`;
}

/** "3 workspaces with 5 runs, 5.4 MB". */
export function amountSaved(saved: AutosavedList): string {
  const workspaces = present(saved);
  const runs = workspaces.reduce((sum, one) => sum + one.runs, 0);
  return `${formatAmount(workspaces.length, "workspace")} with ${formatAmount(runs, "run")}, ${formatBytes(bytesSaved(saved))}`;
}

/** Whether the browser may clear what is kept; null where it does not say. */
export function clearingSentence({ isPersisted }: AutosavedList): string | null {
  if (isPersisted === null) return null;
  return isPersisted
    ? "This browser clears it only when you ask it to."
    : "This browser may clear it when the disk runs full.";
}
