import { StorageFull } from "./storage";

/** Left free, in bytes: estimates are rounded, and other tabs write too. */
const MARGIN = 2e6;

/** What this page may still write, in bytes; null where the browser does not say. */
export async function freeBytes(): Promise<number | null> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}

/** @throws StorageFull when the browser says that so many bytes do not fit. */
export async function assertRoom(bytes: number): Promise<void> {
  const free = await freeBytes();
  if (free !== null && bytes + MARGIN > free) throw new StorageFull();
}

/** Whether the browser has promised not to clear what is kept by itself; null where it cannot be asked. */
export async function isPersisted(): Promise<boolean | null> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return null;
  }
}

/** Ask for that promise: only after a person's own action, for a browser may ask them in turn. */
export async function askToPersist(): Promise<boolean | null> {
  try {
    return await navigator.storage.persist();
  } catch {
    return null;
  }
}
