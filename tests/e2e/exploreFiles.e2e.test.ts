import Papa from "papaparse";
import type { Locator } from "playwright";
import { expect, test } from "vitest";
import { brush, chart, handle, saveChart } from "../driver/explore";
import { dropFile, goTo, openSite, waitForDataset } from "../driver/studio";
import { exploreCsv, FIRST_YEAR, MONTHS, monthOf, passing, ROWS, type Row, SPEAKERS } from "./exploreRatings";
import { expectRatings } from "./exploring";
import { useFiles } from "./files";
import { lookAt, pngSize } from "./savedFigures";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** Ratings of women by the categories, and over the months, that the two saved charts are of. */
const isWoman = ({ userGender }: Row) => userGender === "Female";
const within = (row: Row) => monthOf(row) >= 12 && monthOf(row) <= 47;
const CATEGORIES = ["Lamps", SPEAKERS, "Cables", "Lamps & Shades", ""];
const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function mean(rows: readonly Row[]): number | null {
  return rows.length === 0 ? null : rows.reduce((sum, { rating }) => sum + rating, 0) / rows.length;
}

/** What a spreadsheet reads in a saved table: texts, numbers and gaps. */
function cellsOf(csv: Buffer): (string | number | null)[][] {
  const { data, errors } = Papa.parse<string[]>(csv.toString("utf8").replace(/^\uFEFF/, ""), { skipEmptyLines: true });
  expect(errors).toEqual([]);
  const read = (cell: string) => (cell === "" ? null : Number.isNaN(Number(cell)) ? cell : Number(cell));
  return data.map((line) => line.map(read));
}

/** The counts of a card's table, row by row, with the names before them. */
async function tableOf(card: Locator): Promise<(string | number)[][]> {
  await card.getByText("Table", { exact: true }).click();
  const lines = card.getByRole("table").locator("tbody tr");
  await lines.first().waitFor();
  const cells = await lines.evaluateAll((trs) =>
    trs.map((tr) => Array.from(tr.children, (td) => td.textContent ?? "")),
  );
  return cells.map(([name = "", ...figures]) => [name, ...figures.map((cell) => Number(cell.replace(/[,%\s±]/g, "")))]);
}

test("charts are saved as they are seen, as pictures that need nothing else and as tables with the figures behind", async () => {
  const { page } = stage.visit;
  const file = write("shop.csv", exploreCsv());
  await openSite(page, stage.url, "#/data?epochs=1&backend=wasm");
  await dropFile(page, file);
  await waitForDataset(page, file);
  await goTo(page, "#/explore?filter=userGender:Female");
  await handle(page, "time", "Last").waitFor();
  await brush(chart(page, "time"), { from: 12, to: 47, bins: MONTHS });
  await expectRatings(page, passing(isWoman, within), "women in three years");

  const categories = CATEGORIES.map((category) => {
    const all = ROWS.filter((row) => row.category === category);
    return { name: category || "Unknown", all, selected: all.filter((row) => isWoman(row) && within(row)) };
  });
  const known = categories.slice(0, -1).sort((a, b) => b.all.length - a.all.length);
  const months = Array.from({ length: MONTHS }, (_, month) => {
    const all = ROWS.filter((row) => monthOf(row) === month);
    const name = `${MONTH_NAMES[month % 12]} ${FIRST_YEAR + Math.floor(month / 12)}`;
    // A brush leaves the figures of its own chart alone.
    return { name, all, selected: all.filter(isWoman) };
  });
  const sum = categories.reduce((n, { selected }) => n + selected.length, 0);
  const saved = [
    {
      card: chart(page, "category"),
      stem: "shop-which-categories-are-rated-most",
      question: "Which categories are rated most?",
      named: ["Lamps", SPEAKERS, "Unknown"],
      rows: [...known, categories.at(-1)!].map(({ name, all, selected }) => [
        name,
        selected.length,
        selected.length / sum,
        all.length,
        mean(selected),
      ]),
    },
    {
      card: chart(page, "time"),
      stem: "shop-when-were-the-ratings-given",
      question: "When were the ratings given?",
      named: ["Ratings a month", "Month"],
      rows: months.map(({ name, all, selected }) => [name, selected.length, all.length, mean(selected)]),
    },
  ];
  for (const { card, stem, question, named, rows } of saved) {
    const svg = await saveChart(card, "SVG");
    expect(svg.name).toBe(`${stem}.svg`);
    const seen = await lookAt(page, svg.bytes);
    expect(seen).toMatchObject({ broken: null, name: "svg", foreign: [] });
    expect(seen.font).toContain("Inter");
    expect(svg.bytes.toString("utf8")).toMatch(/@font-face\{[^}]*url\(data:font\/woff2;base64,/);
    expect(seen.marks).toBeGreaterThan(3);
    const texts = seen.texts.join("\n");
    for (const text of [question, ...named]) expect(texts).toContain(text);
    expect(texts.replaceAll("\u00a0", " ")).toContain("User’s gender: Female; 1 Jan 2012 to 31 Dec 2014");

    const png = await saveChart(card, "PNG");
    expect(png.name).toBe(`${stem}.png`);
    expect(pngSize(png.bytes)).toEqual(seen.size.map((side) => 2 * side));

    const csv = await saveChart(card, "CSV");
    expect(csv.name).toBe(`${stem}.csv`);
    const [header, ...cells] = cellsOf(csv.bytes);
    expect(header).toHaveLength(cells[0].length);
    expect(cells).toEqual(
      rows.map((row) => [
        ...row.map((cell) => (typeof cell === "number" ? expect.closeTo(cell, 9) : cell)),
        ...(question.startsWith("Which")
          ? [expect.toSatisfy((margin: number | null) => margin === null || margin > 0)]
          : []),
      ]),
    );
    const shown = await tableOf(card);
    expect(shown.map((row) => row.slice(0, 2))).toEqual(cells.map((row) => row.slice(0, 2)));
    const inFile = header!.indexOf("In the file");
    expect(shown.map((row) => row[inFile])).toEqual(cells.map((row) => row[inFile]));
  }
  // A picture is of the chart, even while its table is looked at.
  expect((await lookAt(page, (await saveChart(chart(page, "category"), "SVG")).bytes)).texts.join()).toContain("Lamps");
  expectQuiet(stage);
});
