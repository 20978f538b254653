import { type KeyboardEvent, useState } from "react";
import { useIsPrinted } from "../../ui/printed";

/** What makes a mark one of a chart's operable ones. */
export interface Operation {
  "data-mark": number;
  tabIndex: 0 | -1;
  onClick(): void;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent<SVGGElement>): void;
}

/**
 * Where a key leads from the mark `index`; null: nowhere. In a list all arrows step; in a grid of so many columns
 * up and down change the row, and left, right, Home and End keep within it.
 */
export function markAt(key: string, index: number, count: number, columns?: number): number | null {
  const [down, long] = [columns ?? 1, columns ?? count];
  const first = index - (index % long);
  const last = Math.min(first + long, count) - 1;
  switch (key) {
    case "ArrowLeft":
      return Math.max(first, index - 1);
    case "ArrowRight":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return index < down ? index : index - down;
    case "ArrowDown":
      return index + down < count ? index + down : index;
    case "Home":
      return first;
    case "End":
      return last;
    default:
      return null;
  }
}

/**
 * One tab stop for all marks of a chart: arrow keys, Home and End move between them, Enter and Space press one.
 *
 * @param press Told the mark's index; without it there is nothing to operate.
 * @param columns Of marks in a grid, row by row; a list without.
 * @returns The attributes of the mark `index`.
 */
export function useRoving(
  count: number,
  press: ((index: number) => void) | undefined,
  columns?: number,
): (index: number) => Operation | undefined {
  const [active, setActive] = useState(0);
  const isPrinted = useIsPrinted();
  if (!press || isPrinted) return () => undefined;
  const stop = Math.max(0, Math.min(active, count - 1));
  return (index) => ({
    "data-mark": index,
    tabIndex: index === stop ? 0 : -1,
    onClick: () => press(index),
    onFocus: () => setActive(index),
    onKeyDown: (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const next = markAt(event.key, index, count, columns);
      const pressed = event.key === "Enter" || event.key === " ";
      if (next === null && !pressed) return;
      // Neither scrolls the page.
      event.preventDefault();
      if (pressed && !event.repeat) press(index);
      const marks = event.currentTarget.ownerSVGElement;
      if (next !== null) marks?.querySelector<SVGGElement>(`[data-mark="${next}"]`)?.focus();
    },
  });
}
