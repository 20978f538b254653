import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same and does what the latest one given does: what it is handed to need not be drawn anew. */
export function useLatest<Arguments extends unknown[]>(latest: (...args: Arguments) => unknown) {
  const ref = useRef(latest);
  useLayoutEffect(() => {
    ref.current = latest;
  });
  return useCallback((...args: Arguments) => void ref.current(...args), []);
}
