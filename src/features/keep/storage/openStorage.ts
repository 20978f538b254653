import { OpfsStorage } from "./opfsStorage";
import type { FileStorage } from "./storage";

/** Names of what this page keeps, among whatever else the same host keeps. */
const OPFS_PATH = ["collabnn", "workspaces"];
const DATABASE = "collabnn-workspaces";

/** A storage that has not answered by then is as good as none, in ms. */
const PATIENCE = 5000;

/**
 * The best storage that this browser really has for this page: the origin private file system, else its database, else
 * none. Names of features say little, so each is tried with a small file first.
 */
export async function openStorage(): Promise<FileStorage | null> {
  const openDatabase = async () => (await import("./indexedDbStorage")).IndexedDbStorage.open(DATABASE);
  return (await proven(() => OpfsStorage.open(...OPFS_PATH))) ?? proven(openDatabase);
}

/** Whether this page has kept anything in this browser before, found out without writing: a first visit waits for it. */
export async function wasStorageUsed(): Promise<boolean> {
  try {
    let directory = await navigator.storage.getDirectory();
    for (const name of OPFS_PATH) directory = await directory.getDirectoryHandle(name);
    return true;
  } catch {
    // Nothing was kept there, or nothing can be.
  }
  try {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  } catch {
    return false;
  }
}

/** The storage, when what is written there can be read again. */
async function proven(open: () => Promise<FileStorage>): Promise<FileStorage | null> {
  try {
    return await inTime(tried(open));
  } catch {
    return null;
  }
}

async function tried(open: () => Promise<FileStorage>): Promise<FileStorage | null> {
  const storage = await open();
  const folder = `trial-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  try {
    await storage.write(folder, "of/file", new Blob([folder]));
    const read = await storage.read(folder, "of/file");
    return (await read?.text()) === folder ? storage : null;
  } finally {
    await storage.removeFolder(folder);
  }
}

function inTime<Value>(value: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The storage does not answer.")), PATIENCE);
    value.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
