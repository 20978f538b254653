import { createContext, useContext } from "react";

/** Width in pixels of the drawings on a page that nobody can operate, as in the saved report; null on the screen. */
export const PrintedWidth = createContext<number | null>(null);

/** True where there is nobody to operate what is shown: no control, no state, only what is read. */
export function useIsPrinted(): boolean {
  return useContext(PrintedWidth) !== null;
}
