/** True when the worker itself broke, so that everything it held is gone. */
export function isWorkerLost(error: unknown): boolean {
  return error instanceof Error && error.name === "WorkerLost";
}

/** The sentence to show for a failed call. */
export function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
