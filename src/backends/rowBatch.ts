/**
 * Which embedding rows a batch uses, grouped so that each distinct row is summed and updated once.
 * Row 0 stands for unknown ids: it is gathered like any other, but never in `touched`.
 */
export interface RowBatch {
  /** Row of each position of the batch. */
  rows: Int32Array;
  /** The distinct rows that the batch trains, in order of first appearance; the first `touchedCount` are valid. */
  touched: Int32Array;
  touchedCount: number;
  /** Positions of the batch grouped by touched row: those of touched[k] are order[starts[k] .. starts[k + 1]). */
  order: Int32Array;
  starts: Int32Array;
}

/** Builds RowBatches for one table, reusing its buffers: a batch is valid until the next call of `group`. */
export class RowGrouper {
  private readonly slotOfRow: Int32Array;
  private readonly slots: Int32Array;
  private readonly batch: RowBatch;

  /** For a table of `tableRows` rows and batches of at most `batchSize` positions. */
  constructor(tableRows: number, batchSize: number) {
    this.slotOfRow = new Int32Array(tableRows).fill(-1);
    this.slots = new Int32Array(batchSize);
    this.batch = {
      rows: new Int32Array(batchSize),
      touched: new Int32Array(batchSize),
      touchedCount: 0,
      order: new Int32Array(batchSize),
      starts: new Int32Array(batchSize + 1),
    };
  }

  /** Group these rows, one a position; linear in their number. */
  group(rows: Int32Array): RowBatch {
    const { batch, slotOfRow, slots } = this;
    const { touched, order, starts } = batch;
    batch.rows = rows;
    starts.fill(0);
    let count = 0;
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position];
      if (row === 0) {
        slots[position] = -1;
        continue;
      }
      let slot = slotOfRow[row];
      if (slot < 0) {
        slot = count++;
        slotOfRow[row] = slot;
        touched[slot] = row;
      }
      slots[position] = slot;
      starts[slot + 1]++;
    }
    for (let slot = 0; slot < count; slot++) {
      starts[slot + 1] += starts[slot];
      slotOfRow[touched[slot]] = starts[slot]; // from here on the next free place of the row's group
    }
    for (let position = 0; position < rows.length; position++) {
      if (slots[position] >= 0) order[slotOfRow[rows[position]]++] = position;
    }
    for (let slot = 0; slot < count; slot++) slotOfRow[touched[slot]] = -1;
    batch.touchedCount = count;
    return batch;
  }
}
