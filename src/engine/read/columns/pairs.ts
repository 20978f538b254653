import { grown, release } from "./growing";

/** A user with more rows than this has them found through a table. */
const LONGEST_CHAIN = 32;

/** In place of a user's newest row. */
const NONE = 0;
const IN_TABLE = -1;

/**
 * Finds the row of a (user, product) pair. The rows of a user are chained, newest first: most users have few, and most
 * rows are their user's first, for which a chain costs no look at distant memory. The rows of the others are in a hash
 * table with linear probing over the rows' own columns.
 */
export class PairRows {
  /** Newest row of each user code + 1, or one of the marks above. */
  private newest = new Int32Array(1024);
  /** The user's row before each row + 1. */
  private before = new Int32Array(1024);
  private readonly table = new PairTable();

  /**
   * The row that holds the pair; when there is none, `row` is entered as its row and -1 returned.
   * `users` and `products` are the columns, with the pair already at `row`, the first row that was never entered.
   */
  findOrEnter(users: Int32Array, products: Int32Array, row: number): number {
    const user = users[row];
    const product = products[row];
    if (user >= this.newest.length) this.newest = grown(this.newest, user + 1);
    if (row >= this.before.length) this.before = grown(this.before, row + 1);
    const first = this.newest[user];
    if (first === IN_TABLE) return this.table.findOrEnter(users, products, row);
    let length = 0;
    for (let held = first; held !== NONE; held = this.before[held - 1], length++) {
      if (products[held - 1] === product) return held - 1;
    }
    if (length >= LONGEST_CHAIN) {
      for (let held = first; held !== NONE; held = this.before[held - 1]) {
        this.table.findOrEnter(users, products, held - 1);
      }
      this.table.findOrEnter(users, products, row);
      this.newest[user] = IN_TABLE;
    } else {
      this.before[row] = first;
      this.newest[user] = row + 1;
    }
    return -1;
  }

  /** No pair will be looked for any more. */
  release(): void {
    release(this.newest, this.before);
    this.table.release();
  }
}

class PairTable {
  /** Row + 1, 0 in an empty slot. */
  private slots = new Int32Array(1024);
  private count = 0;

  findOrEnter(users: Int32Array, products: Int32Array, row: number): number {
    const user = users[row];
    const product = products[row];
    const mask = this.slots.length - 1;
    let slot = hashOf(user, product) & mask;
    for (let held = this.slots[slot]; held !== 0; held = this.slots[slot]) {
      if (users[held - 1] === user && products[held - 1] === product) return held - 1;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = row + 1;
    this.count++;
    if (this.count * 2 > this.slots.length) this.rehash(users, products);
    return -1;
  }

  release(): void {
    release(this.slots);
  }

  private rehash(users: Int32Array, products: Int32Array): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (const held of this.slots) {
      if (held === 0) continue;
      let slot = hashOf(users[held - 1], products[held - 1]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = held;
    }
    release(this.slots);
    this.slots = slots;
  }
}

function hashOf(user: number, product: number): number {
  let hash = Math.imul(user, 0x85ebca6b) ^ Math.imul(product, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
