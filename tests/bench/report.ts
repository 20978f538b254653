import type { Detail, Figure, Row, RowResult } from "./row";

export interface Section {
  row: Row;
  result: RowResult;
}

const HEAD = `# Benchmark

\`npm run bench\` measures the built code in headless Chromium and writes this file; \`npm run bench -- --only ROW\` runs a
part and writes nothing. Rows: ROWS.

A ratio is the median over at least five pairs, the two sides measured in turn, so that a busy machine slows both; the
sides are given as medians of their own. Pieces of a step are medians over its steps; the sum of WebGL's pieces, after
each of which the bench waits for the GPU, is not the time of a step that runs free.

On a machine with a GPU, set \`CHROMIUM_GPU_FLAGS\`, for example to \`--use-angle=vulkan --enable-features=Vulkan\` (see
tests/driver/chromium.ts); otherwise WebGL runs in software.
`;

/** A Markdown table whose columns line up in plain text too. */
export function table(columns: string[], lines: string[][]): string {
  const widths = columns.map((column, i) => Math.max(3, column.length, ...lines.map((line) => line[i].length)));
  const write = (cells: string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |\n`;
  return write(columns) + write(widths.map((width) => "-".repeat(width))) + lines.map(write).join("");
}

function figureTable(figures: Figure[]): string {
  const verdict = (reached: boolean | null) => (reached === null ? "" : reached ? "yes" : "no");
  return table(
    ["What", "Figure", "Asked", "Reached"],
    figures.map(({ what, figure, asked, reached }) => [what, figure, asked, verdict(reached)]),
  );
}

function detailText({ title, columns, lines, words }: Detail): string {
  return `### ${title}\n\n${table(columns, lines)}\n${words}\n`;
}

function sectionText({ row, result }: Section): string {
  const notes = result.figures.filter(({ note }) => note !== "").map(({ what, note }) => `- ${what}: ${note}`);
  return [
    `## ${row.title} (\`${row.name}\`)\n`,
    result.figures.length > 0 ? figureTable(result.figures) : "",
    notes.length > 0 ? `${notes.join("\n")}\n` : "",
    ...result.details.map(detailText),
    ...result.broken.map((sentence) => `**${sentence}**\n`),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The whole report as Markdown. */
export function report(machine: [string, string][], sections: Section[]): string {
  const rows = sections.map(({ row }) => `\`${row.name}\``).join(", ");
  return [HEAD.replace("ROWS", rows), table(["Machine", ""], machine), ...sections.map(sectionText)].join("\n");
}
