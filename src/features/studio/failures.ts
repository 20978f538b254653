/** True when the worker itself broke, so that everything it held is gone. */
export function isWorkerLost(error: unknown): boolean {
  return error instanceof Error && error.name === "WorkerLost";
}

/** True when the same work can go on in a fresh worker: its worker broke, or the browser took its GPU away. */
export function isInterruption(error: unknown): boolean {
  return isWorkerLost(error) || (error instanceof Error && error.name === "DeviceLost");
}

/** The sentence to show for a failed call. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
