import { PARTS_EACH, type PartReader } from "./parts";
import type { StretchRequest, StretchResult } from "./stretch";

/** The parts of a file that others read, each reader its own one after the other. */
export class PartsElsewhere {
  private readonly abort = new AbortController();
  private readonly results: Promise<StretchResult | null>[] = [];
  private readonly progress: { bytesRead: number; records: number }[];
  private readonly taken: boolean[];

  constructor(
    requests: readonly StretchRequest[],
    readers: readonly PartReader[],
    private readonly cancelled: AbortSignal | undefined,
  ) {
    this.progress = requests.map(() => ({ bytesRead: 0, records: 0 }));
    this.taken = requests.map(() => false);
    cancelled?.addEventListener("abort", () => this.abort.abort(cancelled.reason), { signal: this.abort.signal });
    requests.forEach((request, i) => {
      const before = i % PARTS_EACH === 0 ? Promise.resolve() : this.results[i - 1];
      const reader = readers[Math.floor(i / PARTS_EACH)];
      const reading = before.then(() => {
        this.abort.signal.throwIfAborted();
        return reader.read(request, ({ bytesRead, records }) => this.note(i, bytesRead, records), this.abort.signal);
      });
      // Whatever goes wrong here is met again, with its place in the file, when the file is read through.
      this.results.push(reading.catch(() => null));
    });
  }

  /** Bytes of the parts read so far. */
  get bytesRead(): number {
    return this.progress.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  }

  /** Records read so far of the parts that were not taken yet. */
  get recordsWaiting(): number {
    return this.progress.reduce((sum, { records }, i) => sum + (this.taken[i] ? 0 : records), 0);
  }

  /**
   * Part `i` once it has been read; null where that failed.
   * @throws the reason when the reading was cancelled.
   */
  async take(i: number): Promise<StretchResult | null> {
    const result = await this.results[i];
    this.cancelled?.throwIfAborted();
    this.taken[i] = true;
    return result;
  }

  /** Read no further. */
  stop(): void {
    this.abort.abort();
  }

  private note(i: number, bytesRead: number, records: number): void {
    this.progress[i] = { bytesRead, records };
  }
}
