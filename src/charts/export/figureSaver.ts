import { toCsv } from "../../domain/csv";
import type { SaveFigure } from "../../ui/ChartCardSaving";
import { figureSvg } from "./figureSvg";
import { svgToPng } from "./svgToPng";

/** How chart cards save their figures, given how a file is handed over; for `FigureSaving`. */
export function figureSaver(saveFile: (content: Blob, name: string) => void): SaveFigure {
  return async (format, { fileStem, table, drawings, ...texts }) => {
    const name = `${fileStem}.${format}`;
    if (format === "csv") {
      saveFile(new Blob([toCsv(table.columns, table.rows)], { type: "text/csv;charset=utf-8" }), name);
      return;
    }
    const svg = await figureSvg(drawings, texts);
    saveFile(format === "png" ? await svgToPng(svg) : new Blob([svg], { type: "image/svg+xml;charset=utf-8" }), name);
  };
}
