/** The measures that all charts share, in pixels. */

/** Of a row with a name, a mark and a figure. */
export const ROW_HEIGHT = 32;
/** Over the marks, for titles at the top. */
export const HEAD = 24;
/** Under the marks, for the values of ticks. */
export const TICKS = 20;
/** Under the marks, for the values of ticks and the title of their scale. */
export const FOOT = 42;
/** Baselines of texts: of the head from its top, of tick values and of the scale's title from the marks' end. */
export const HEAD_LINE = 13;
export const TICK_LINE = 16;
export const TITLE_LINE = 37;
