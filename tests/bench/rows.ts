import type { Row } from "./row";
import { censusRow } from "./rows/census";
import { epochRow } from "./rows/epoch";
import { exploreRow } from "./rows/explore";
import { firstPaintRow } from "./rows/firstPaint";
import { memoryRow } from "./rows/memory";
import { profileRow } from "./rows/profile";
import { readRow } from "./rows/read";
import { recommendRow } from "./rows/recommend";
import { scaleRow } from "./rows/scale";
import { stockRow } from "./rows/stock";
import { workspaceRow } from "./rows/workspace";

/** All rows, in the order in which they run. */
export const ROWS: Row[] = [
  readRow,
  exploreRow,
  recommendRow,
  scaleRow,
  stockRow,
  epochRow,
  memoryRow,
  firstPaintRow,
  workspaceRow,
  profileRow,
  censusRow,
];
