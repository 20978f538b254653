import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { PrintedWidth } from "../../../ui/printed";
import { blocksOf } from "./parts";
import { PART_NAMES, type PartName, type ReportMaterial } from "./types";

/** Of the drawings, in pixels; a page of A4 or Letter has nine tenths of it, where their text is still of eight points. */
const WIDTH = 752;

/** An element as HTML of the saved page; `prefix` keeps its ids apart from those of others. */
export function drawn(element: ReactElement, prefix: string): string {
  return renderToStaticMarkup(<PrintedWidth value={WIDTH}>{element}</PrintedWidth>, { identifierPrefix: prefix });
}

/** HTML of every part that there is something to say in, but for the glossary, which follows from the others. */
export interface DrawnParts {
  /** With customers numbered. */
  numbered: Partial<Record<PartName, string>>;
  /** With customers by their ids; parts that are the same in both are in `numbered` alone. */
  named: Partial<Record<PartName, string>>;
}

/** Lets the page answer between two blocks. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Draw everything that a report of this may hold. Rejects with the signal's reason. */
export async function drawParts(
  material: ReportMaterial,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<DrawnParts> {
  const plans = PART_NAMES.flatMap((part) => {
    if (part === "glossary") return [];
    const numbered = { part, realIds: false, blocks: blocksOf(part, material, false) };
    return part === "examples"
      ? [numbered, { part, realIds: true, blocks: blocksOf(part, material, true) }]
      : [numbered];
  });
  const total = plans.reduce((sum, { blocks }) => sum + blocks.length, 0);
  const parts: DrawnParts = { numbered: {}, named: {} };
  let done = 0;
  for (const { part, realIds, blocks } of plans) {
    if (blocks.length === 0) continue;
    let html = "";
    for (const block of blocks) {
      signal.throwIfAborted();
      html += drawn(block, `d${done}-`);
      onProgress(++done / total);
      await breathe();
    }
    parts[realIds ? "named" : "numbered"][part] = html;
  }
  return parts;
}
