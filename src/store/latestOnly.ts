/**
 * Hands values to a slow taker one at a time. What arrives while it is busy waits, and only the newest is kept:
 * a taker that is slower than its source skips values instead of falling behind.
 */
export function latestOnly<T>(take: (value: T) => Promise<void>): (value: T) => void {
  let busy = false;
  let next: { value: T } | null = null;

  async function work(): Promise<void> {
    busy = true;
    while (next) {
      const { value } = next;
      next = null;
      await take(value);
    }
    busy = false;
  }

  return (value) => {
    next = { value };
    if (!busy) void work();
  };
}
