/** React hears of live training at most this often. */
export const UPDATES_PER_SECOND = 15;

export interface Throttled {
  /** Run now, or as soon as the pace allows. */
  request(): void;
  /** Run what is waiting now. */
  flush(): void;
  /** Forget what is waiting. */
  cancel(): void;
}

/** Call `update` at most `perSecond` times a second, the last request never lost. */
export function throttle(update: () => void, perSecond = UPDATES_PER_SECOND): Throttled {
  const interval = 1000 / perSecond;
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function cancel() {
    clearTimeout(timer);
    timer = undefined;
  }
  function run() {
    cancel();
    last = performance.now();
    update();
  }
  return {
    cancel,
    flush() {
      if (timer !== undefined) run();
    },
    request() {
      if (timer !== undefined) return;
      const wait = last + interval - performance.now();
      if (wait <= 0) run();
      else timer = setTimeout(run, wait);
    },
  };
}
