/**
 * Hands values to a slow taker one at a time. What arrives while it is busy waits, and only the newest is kept:
 * a taker that is slower than its source skips values instead of falling behind.
 * Resolves when the value, or a newer one in its place, has been taken.
 */
export function latestOnly<T>(take: (value: T) => Promise<void>): (value: T) => Promise<void> {
  let next: { value: T } | null = null;
  let working: Promise<void> | null = null;

  async function work(): Promise<void> {
    while (next) {
      const { value } = next;
      next = null;
      await take(value);
    }
    working = null;
  }

  return (value) => {
    next = { value };
    working ??= work();
    return working;
  };
}
