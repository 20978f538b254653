import { afterEach, describe, expect, test } from "vitest";
import { IndexedDbStorage } from "../../../src/features/keep/storage/indexedDbStorage";
import { openStorage } from "../../../src/features/keep/storage/openStorage";
import { OpfsStorage } from "../../../src/features/keep/storage/opfsStorage";
import type { FileStorage } from "../../../src/features/keep/storage/storage";

const TRIAL = "storages-test";

const open: Record<FileStorage["place"], () => Promise<FileStorage>> = {
  opfs: () => OpfsStorage.open(TRIAL),
  indexeddb: () => IndexedDbStorage.open(TRIAL),
};

afterEach(async () => {
  for (const place of ["opfs", "indexeddb"] as const) {
    const storage = await open[place]();
    for (const folder of await storage.folders()) await storage.removeFolder(folder);
  }
});

const blob = (text: string) => new Blob([text]);

describe.each(["opfs", "indexeddb"] as const)("%s", (place) => {
  test("what was written is read again, by another who opens the same storage", async () => {
    const storage = await open[place]();
    await storage.write("a", "runs/1/run.json", blob("one"));
    await storage.write("a", "workspace.json", blob("manifest"));
    await storage.write("b", "workspace.json", blob("other"));
    const other = await open[place]();
    expect((await other.folders()).sort()).toEqual(["a", "b"]);
    const files = (await other.files("a")).sort((x, y) => (x.name < y.name ? -1 : 1));
    expect(files).toEqual([
      { name: "runs/1/run.json", bytes: 3 },
      { name: "workspace.json", bytes: 8 },
    ]);
    expect(await (await other.read("a", "runs/1/run.json"))?.text()).toBe("one");
  });

  test("what is not there is no failure", async () => {
    const storage = await open[place]();
    expect(await storage.read("nowhere", "x")).toBeNull();
    expect(await storage.files("nowhere")).toEqual([]);
    await storage.write("a", "x", blob("x"));
    expect(await storage.read("a", "y")).toBeNull();
    expect(await storage.read("a", "runs/1/y")).toBeNull();
    await storage.remove("a", "y");
    await storage.remove("nowhere", "y");
    await storage.removeFolder("nowhere");
    expect(await storage.files("a")).toEqual([{ name: "x", bytes: 1 }]);
  });

  test("a content that was read outlives the file that it was read from", async () => {
    const storage = await open[place]();
    await storage.write("a", "x", blob("first"));
    const first = await storage.read("a", "x");
    await storage.write("a", "x", blob("second, which is longer"));
    const second = await storage.read("a", "x");
    await storage.remove("a", "x");
    await storage.removeFolder("a");
    expect(await first?.text()).toBe("first");
    expect(await second?.text()).toBe("second, which is longer");
    expect(await storage.folders()).not.toContain("a");
  });

  test("a write that fails leaves what the file held before", async () => {
    const storage = await open[place]();
    await storage.write("a", "x", blob("whole"));
    await expect(storage.write("a", "x", await unwritable(place))).rejects.toThrow();
    expect(await (await storage.read("a", "x"))?.text()).toBe("whole");
    expect(await storage.files("a")).toEqual([{ name: "x", bytes: 5 }]);
  });

  test("names of one folder do not reach into another whose name begins alike", async () => {
    const storage = await open[place]();
    await storage.write("a", "x", blob("1"));
    await storage.write("ab", "x", blob("2"));
    await storage.removeFolder("a");
    expect(await storage.folders()).toEqual(["ab"]);
    expect(await storage.files("a")).toEqual([]);
  });
});

/** What the file system cannot read any more once it is to be written, and what the database cannot hold. */
async function unwritable(place: FileStorage["place"]): Promise<Blob> {
  if (place === "indexeddb") return (() => {}) as unknown as Blob;
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle("replaced", { create: true });
  const write = async (text: string) => {
    const writable = await handle.createWritable();
    await writable.write(text);
    await writable.close();
  };
  await write("before");
  const file = await handle.getFile();
  await write("after that");
  await root.removeEntry("replaced");
  return file;
}

test("of the storages that work the file system comes first, and the trial leaves nothing", async () => {
  const storage = await openStorage();
  expect(storage?.place).toBe("opfs");
  expect(await storage?.folders()).toEqual([]);
});

test("where the file system does not take what is written, the database is used", async () => {
  const prototype = FileSystemFileHandle.prototype;
  const { createWritable } = prototype;
  Reflect.deleteProperty(prototype, "createWritable");
  try {
    expect((await openStorage())?.place).toBe("indexeddb");
  } finally {
    prototype.createWritable = createWritable;
  }
});

test("where nothing can be kept there is no storage, and it is known soon", async () => {
  const { getDirectory } = navigator.storage;
  const { open: openDatabase } = indexedDB;
  navigator.storage.getDirectory = () => Promise.reject(new DOMException("no", "SecurityError"));
  indexedDB.open = () => {
    throw new DOMException("no", "SecurityError");
  };
  try {
    expect(await openStorage()).toBeNull();
  } finally {
    navigator.storage.getDirectory = getDirectory;
    indexedDB.open = openDatabase;
  }
});
