import { BATCH } from "./codes";
import { grown } from "./growing";

/** Records that wait for their users to be looked up at once: see IdCodes.codesOfBatch. */
export class RecordBatch {
  count = 0;
  /** Ids of the users, one after the other. */
  userBytes = new Uint8Array(BATCH * 16);
  readonly userStarts = new Uint32Array(BATCH);
  readonly userLengths = new Uint32Array(BATCH);
  readonly product = new Int32Array(BATCH);
  /** In the precision of the column, so that what is merged later is the same as what is merged at once. */
  readonly rating = new Float32Array(BATCH);
  readonly time = new Float64Array(BATCH);
  readonly split = new Uint8Array(BATCH);
  readonly segments: Int32Array[];
  private filled = 0;

  /** @param segments number of segment columns. */
  constructor(segments: number) {
    this.segments = Array.from({ length: segments }, () => new Int32Array(BATCH));
  }

  get isFull(): boolean {
    return this.count === BATCH;
  }

  /** Begin a record by the user bytes[start .. end); its other columns are for the caller to set at the place returned. */
  add(bytes: Uint8Array, start: number, end: number): number {
    const place = this.count++;
    const needed = this.filled + end - start;
    if (needed > this.userBytes.length) this.userBytes = grown(this.userBytes, needed);
    const into = this.userBytes;
    for (let i = start, j = this.filled; i < end; i++, j++) into[j] = bytes[i];
    this.userStarts[place] = this.filled;
    this.userLengths[place] = end - start;
    this.filled = needed;
    return place;
  }

  clear(): void {
    this.count = 0;
    this.filled = 0;
  }
}
