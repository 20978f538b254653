/** Slots hold row + 1, so that a new table needs no filling. */
const EMPTY = 0;

/** Finds the row of a (user, product) pair: a hash table with linear probing over the rows' own columns. */
export class PairRows {
  private slots: Int32Array;
  private count = 0;

  /** @param expected how many pairs to make room for at once. */
  constructor(expected = 0) {
    this.slots = new Int32Array(Math.max(1024, 2 ** Math.ceil(Math.log2(expected * 2 + 1))));
  }

  /**
   * The row that holds the pair; when there is none, `row` is entered as its row and -1 returned.
   * `users` and `products` are the columns, with the pair already at `row`.
   */
  findOrEnter(users: Int32Array, products: Int32Array, row: number): number {
    const user = users[row]!;
    const product = products[row]!;
    const mask = this.slots.length - 1;
    let slot = hashOf(user, product) & mask;
    for (let held = this.slots[slot]!; held !== EMPTY; held = this.slots[slot]!) {
      if (users[held - 1] === user && products[held - 1] === product) return held - 1;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = row + 1;
    this.count++;
    if (this.count * 2 > this.slots.length) this.rehash(users, products);
    return -1;
  }

  private rehash(users: Int32Array, products: Int32Array): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (const held of this.slots) {
      if (held === EMPTY) continue;
      let slot = hashOf(users[held - 1]!, products[held - 1]!) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = held;
    }
    this.slots = slots;
  }
}

function hashOf(user: number, product: number): number {
  let hash = Math.imul(user, 0x85ebca6b) ^ Math.imul(product, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
