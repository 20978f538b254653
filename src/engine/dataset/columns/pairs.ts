const EMPTY = -1;

/** Finds the row of a (user, product) pair: a hash table with linear probing over the rows' own columns. */
export class PairRows {
  private slots = new Int32Array(1024).fill(EMPTY);
  private count = 0;

  /**
   * The row that holds the pair; when there is none, `row` is entered as its row and -1 returned.
   * `users` and `products` are the columns, with the pair already at `row`.
   */
  findOrEnter(users: Int32Array, products: Int32Array, row: number): number {
    const user = users[row]!;
    const product = products[row]!;
    const mask = this.slots.length - 1;
    let slot = hashOf(user, product) & mask;
    for (let other = this.slots[slot]!; other !== EMPTY; other = this.slots[slot]!) {
      if (users[other] === user && products[other] === product) return other;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = row;
    this.count++;
    if (this.count * 2 > this.slots.length) this.rehash(users, products);
    return -1;
  }

  private rehash(users: Int32Array, products: Int32Array): void {
    const slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const mask = slots.length - 1;
    for (const row of this.slots) {
      if (row === EMPTY) continue;
      let slot = hashOf(users[row]!, products[row]!) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = row;
    }
    this.slots = slots;
  }
}

function hashOf(user: number, product: number): number {
  let hash = Math.imul(user, 0x85ebca6b) ^ Math.imul(product, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
