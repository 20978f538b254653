/** Told how many bytes of an archive's files, unpacked, are done with. */
export type ArchiveProgress = (done: number, total: number) => void;

const TOLD_EVERY = 1024 ** 2;

/** What is told once a megabyte, and at the end. */
export function paced(onProgress: ArchiveProgress, total: number): (bytes: number) => void {
  let [done, told] = [0, 0];
  return (bytes) => {
    done += bytes;
    if (done - told < TOLD_EVERY && done < total) return;
    told = done;
    onProgress(done, total);
  };
}

/** Most bytes that the files of one archive may hold: its directory has no room for more. */
export const MOST_BYTES = 4 * 1024 ** 3;
