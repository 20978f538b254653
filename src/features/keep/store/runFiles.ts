import type { RunFile } from "../../../engine/workspace/types";

/**
 * The files of the Runs on the page, by the Run's id: what a Workspace holds of a Run beside its record. Blobs lie
 * outside the page's memory.
 */
export class RunFiles {
  /** Called after a Run got a file, or lost one. */
  onChange: (run: number, file: RunFile) => void = () => {};
  private files = new Map<number, Map<RunFile, Blob>>();

  of(run: number): ReadonlyMap<RunFile, Blob> {
    return this.files.get(run) ?? new Map();
  }

  /** Keep the file in place of the Run's earlier one; null takes it away. */
  set(run: number, file: RunFile, content: Blob | null): void {
    const files = this.files.get(run) ?? new Map<RunFile, Blob>();
    this.files.set(run, files);
    if (content) files.set(file, content);
    else if (!files.delete(file)) return;
    this.onChange(run, file);
  }

  /** The files of a Run that was kept: nothing has changed. */
  restore(run: number, files: Iterable<readonly [RunFile, Blob]>): void {
    this.files.set(run, new Map(files));
  }

  /** Begin anew, for other data; returns what there was. */
  clear(): ReadonlyMap<number, ReadonlyMap<RunFile, Blob>> {
    const before = this.files;
    this.files = new Map();
    return before;
  }
}
