import type { ReadProgress } from "../progress";

/** Milliseconds between two progress events, and between two pauses in which a cancel can arrive. */
const INTERVAL = 100;

/** Keeps a long reading answerable: tells its progress, lets messages in, and ends it when it was cancelled. */
export class Pace {
  /** Bytes of the files that are read already. */
  bytesBefore = 0;
  private readonly started = performance.now();
  private last = this.started;

  constructor(
    private readonly bytesTotal: number,
    private readonly onProgress: (progress: ReadProgress) => void = () => {},
    readonly signal?: AbortSignal,
  ) {}

  /**
   * Call after every piece.
   * @param bytesRead of the file in hand.
   * @throws the signal's reason when it is aborted.
   */
  async step(bytesRead: number, records: number, last = false): Promise<void> {
    this.signal?.throwIfAborted();
    const now = performance.now();
    if (!last && now - this.last < INTERVAL) return;
    this.last = now;
    const seconds = Math.max((now - this.started) / 1000, 1e-3);
    const done = this.bytesBefore + bytesRead;
    this.onProgress({
      bytesRead: done,
      bytesTotal: this.bytesTotal,
      records,
      recordsPerSecond: records / seconds,
      secondsLeft: done > 0 ? Math.max(0, (seconds * (this.bytesTotal - done)) / done) : 0,
    });
    // Messages are tasks of their own; awaiting a resolved promise would not let them in.
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.signal?.throwIfAborted();
  }
}
