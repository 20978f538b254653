import type { Page } from "playwright";
import { expect } from "vitest";

/** Every file that the page keeps in the browser's file storage, sorted: the part of its name after the Workspace's. */
export function storedFiles(page: Page): Promise<{ workspace: string; name: string; bytes: number }[]> {
  // No named function inside: see driver/studio.ts.
  return page.evaluate(async () => {
    const found: { workspace: string; name: string; bytes: number }[] = [];
    const left: [FileSystemDirectoryHandle, string[]][] = [[await navigator.storage.getDirectory(), []]];
    for (let next = left.pop(); next; next = left.pop()) {
      const [directory, path] = next;
      for await (const [name, handle] of directory.entries()) {
        if (handle.kind === "directory") left.push([handle as FileSystemDirectoryHandle, [...path, name]]);
        else {
          // What is being written lies beside what it replaces, and may be gone by now.
          const file = await (handle as FileSystemFileHandle).getFile().catch(() => null);
          const [, , workspace = "", ...rest] = [...path, name];
          if (file) found.push({ workspace, name: rest.join("/"), bytes: file.size });
        }
      }
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  });
}

/** Wait until the page says of its open data that they are kept. */
export async function waitForKept(page: Page, word = "Kept"): Promise<void> {
  await expect.poll(() => page.getByTestId("kept-chip").textContent()).toBe(word);
}

/** Wait until a file of such a name is stored; gives the number of the Run that it belongs to. */
export async function waitForStored(page: Page, file: string): Promise<number> {
  const name = new RegExp(`^runs/(\\d+)/${file}$`);
  const last = async () => (await storedFiles(page)).map((stored) => name.exec(stored.name)?.[1]).findLast(Boolean);
  await expect.poll(last).toBeDefined();
  return Number(await last());
}

/** Wait until the list on the Data screen, which says what is stored, has the Workspace with so many Runs. */
export async function waitForListed(page: Page, name: string, runs: number): Promise<void> {
  const row = page.locator("#kept").getByRole("row", { name: new RegExp(name.replace(".", "\\.")) });
  await expect.poll(() => row.getByRole("cell").nth(2).textContent()).toBe(String(runs));
}
