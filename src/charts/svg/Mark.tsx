import type { ReactNode } from "react";
import styles from "./marks.module.css";
import type { Operation } from "./roving";
import { Silent } from "./Silent";

/** The part of a mark that a pointer's hover outlines. */
export const EDGE = styles.edge;

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Props {
  /** What answers to the pointer: all of the row or column. */
  area: Area;
  /** The mark in words. */
  spoken: string;
  /** From `useRoving`; without it the mark is only looked at. */
  operation: Operation | undefined;
  /** Of a mark that is chosen or not; without it a mark is a button. */
  checked?: boolean;
  /** By which the ring is wider than the mark at both sides, so that it keeps clear of text that ends there. */
  outset?: number;
  children: ReactNode;
}

/** A mark of a chart, with its words; where it can be operated, with a ring around the focused one. */
export function Mark({ area, spoken, operation, checked, outset = 0, children }: Props) {
  const { x, y, width, height } = area;
  // The words shown on hover are no text of the mark itself, which has them as its name.
  const words = <title>{spoken}</title>;
  const pad = <rect {...area} fill="none" pointerEvents="all" />;
  if (!operation) {
    return (
      <g>
        {words}
        {pad}
        {children}
      </g>
    );
  }
  return (
    <g className={styles.mark}>
      {words}
      {/* What is drawn is in the words, in another order: it lies beside what is operated, under it. */}
      <Silent>{children}</Silent>
      <g
        {...operation}
        {...(checked === undefined ? { role: "button" } : { role: "checkbox", "aria-checked": checked })}
        aria-label={spoken}
        className={styles.operated}
      >
        {pad}
        <rect
          className={styles.ring}
          x={x + 1 - outset}
          y={y + 1}
          width={Math.max(0, width - 2 + 2 * outset)}
          height={height - 2}
          rx={6}
          fill="none"
          stroke="none"
          strokeWidth={2}
          pointerEvents="none"
        />
      </g>
    </g>
  );
}
