const TWO_TO_32 = 2 ** 32;

/**
 * A seeded stream of random numbers: xoshiro128** 1.1 (Blackman & Vigna 2018, https://prng.di.unimi.it),
 * its state filled by SplitMix32 with MurmurHash3's finaliser. Not for secrets.
 *
 * `stream` names an independent sequence under the same seed, so that the parts of a run (split, weights, batches)
 * draw without disturbing each other.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spareNormal: number | null = null;

  constructor(seed: number, stream: number | string = 0) {
    const fill = splitMix32(mix(seed | 0) ^ (typeof stream === "number" ? stream : hashText(stream)));
    this.a = fill();
    this.b = fill();
    this.c = fill();
    this.d = fill();
  }

  /** The generator with exactly this state: four 32-bit words, not all zero. */
  static fromState(words: readonly [number, number, number, number]): Random {
    const random = new Random(0);
    [random.a, random.b, random.c, random.d] = words;
    return random;
  }

  /** A whole number in [0, 2³²). */
  uint32(): number {
    const { b } = this;
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    this.c ^= this.a;
    this.d ^= b;
    this.b = b ^ this.c;
    this.a ^= this.d;
    this.c ^= b << 9;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** Uniform in [0, 1), in steps of 2⁻³². */
  next(): number {
    return this.uint32() / TWO_TO_32;
  }

  /** A whole number in [0, n), each equally likely; n from 1 to 2³². */
  integer(n: number): number {
    // The last, incomplete run of n values is drawn again: it would favour the small numbers.
    const complete = TWO_TO_32 - (TWO_TO_32 % n);
    let draw = this.uint32();
    while (draw >= complete) draw = this.uint32();
    return draw % n;
  }

  /** Standard normal (Box & Muller 1958). */
  normal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal;
      this.spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    const angle = 2 * Math.PI * this.next();
    this.spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Normal with mean 0 and standard deviation sigma, drawn again while beyond two sigma (as fastai starts weights). */
  truncatedNormal(sigma: number): number {
    let draw = this.normal();
    while (Math.abs(draw) > 2) draw = this.normal();
    return sigma * draw;
  }

  /** Put the values in random order, in place (Fisher & Yates). */
  shuffle(values: Int32Array): Int32Array {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
    return values;
  }
}

/** MurmurHash3's 32-bit finaliser: every input bit changes about half of the output bits. A signed word. */
export function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** SplitMix32: a counter that grows by the golden ratio, mixed (after Steele, Lea & Flood 2014). */
export function splitMix32(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    return mix(counter);
  };
}

/** FNV-1a over the text's UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
