import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { ChartCard } from "../../src/ui/ChartCard";
import { FigureSaving, type SavedFigure } from "../../src/ui/ChartCardSaving";
import { accessibilityFaults, renderUi } from "../setup/render";

interface Row {
  category: string;
  mean: number | null;
}

const ROWS: Row[] = [
  { category: "Cameras", mean: 4.123456789 },
  { category: "Cables", mean: null },
];

const FIGURE = {
  fileStem: "shop-which-categories",
  note: "Filter: 2013",
  table: {
    columns: [
      { name: "Category", cell: ({ category }: Row) => category },
      {
        name: <em>Mean</em>,
        csvName: "Mean rating",
        numeric: true,
        cell: ({ mean }: Row) => (mean === null ? "–" : mean.toFixed(2)),
        value: ({ mean }: Row) => mean,
      },
      { name: "Mark", cell: () => <svg aria-hidden="true" /> },
    ],
    rows: ROWS,
    rowKey: ({ category }: Row) => category,
  },
};

function card(save: ((format: string, figure: SavedFigure) => Promise<void>) | null, change = {}) {
  const element = (
    <FigureSaving value={save}>
      <ChartCard
        id="categories"
        title="Which categories are rated most?"
        sentence={
          <>
            <strong>Cameras</strong>, with 12 ratings.
          </>
        }
        n="n = 12 ratings"
        figure={FIGURE}
        chart={
          <>
            <svg role="img" aria-label="first" data-drawing />
            <svg role="img" aria-label="second" data-drawing>
              <svg aria-label="inside" />
            </svg>
            <svg style={{ "--combobox-chevron-size": "16px" } as React.CSSProperties} />
          </>
        }
        {...change}
      />
    </FigureSaving>
  );
  return renderUi(element);
}

async function choose(name: string) {
  await userEvent.click(screen.getByRole("button", { name: "Save this chart" }));
  await userEvent.click(await screen.findByRole("menuitem", { name }));
}

it("hands over what is seen and the numbers behind it, in the format chosen", async () => {
  const save = vi.fn(async (_format: string, _figure: SavedFigure) => {});
  card(save);
  await choose("PNG image, 2×");
  await choose("SVG image");
  await choose("CSV table");
  expect(save.mock.calls.map(([format]) => format)).toEqual(["png", "svg", "csv"]);
  const [, { drawings, ...figure }] = save.mock.calls[0];
  expect(drawings.map((svg) => svg.getAttribute("aria-label"))).toEqual(["first", "second"]);
  expect(figure).toEqual({
    fileStem: "shop-which-categories",
    title: "Which categories are rated most?",
    sentence: "Cameras, with 12 ratings.",
    note: "n = 12 ratings. Filter: 2013",
    table: {
      columns: ["Category", "Mean rating", "Mark"],
      rows: [
        ["Cameras", 4.123456789, null],
        ["Cables", null, null],
      ],
    },
  });
});

it("parts the finding from what it rests on, and saves both", async () => {
  const save = vi.fn(async (_format: string, _figure: SavedFigure) => {});
  card(save, { sentence: "Women lead men.\nCramér’s V 0.2, small." });
  expect(screen.getByText("Women lead men.")).not.toBe(screen.getByText("Cramér’s V 0.2, small."));
  await choose("SVG image");
  expect(save.mock.calls[0]?.[1].sentence).toBe("Women lead men. Cramér’s V 0.2, small.");
});

it("shows the numbers as a table, from which the chart can be saved still", async () => {
  const save = vi.fn(async (_format: string, _figure: SavedFigure) => {});
  const { container } = card(save);
  await userEvent.click(screen.getByRole("radio", { name: "Table" }));
  const table = screen.getByRole("table", { name: "Which categories are rated most? As a table" });
  expect(within(table).getByText("4.12")).toBeTruthy();
  expect(container.querySelector("[inert] svg")).toBeTruthy();
  await choose("SVG image");
  expect(save.mock.calls[0]?.[1].drawings).toHaveLength(2);
});

it("says why a chart could not be saved, until it is dismissed or saved", async () => {
  const save = vi.fn(async () => {});
  save.mockRejectedValueOnce(new Error("The image of 9 × 9 pixels is too large."));
  card(save);
  await choose("PNG image, 2×");
  expect((await screen.findByRole("alert")).textContent).toContain("The image of 9 × 9 pixels is too large.");
  await choose("PNG image, 2×");
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});

it("offers no saving without a figure, or where there is no way to save", () => {
  const { unmount } = card(null);
  expect(screen.queryByRole("button", { name: "Save this chart" })).toBeNull();
  unmount();
  card(async () => {}, { figure: undefined, table: <p>numbers</p> });
  expect(screen.queryByRole("button", { name: "Save this chart" })).toBeNull();
  expect(screen.getByRole("radio", { name: "Table" })).toBeTruthy();
});

it("is a place to go to by its id, under the name of its question", async () => {
  const { container } = card(async () => {});
  const place = screen.getByRole("region", { name: "Which categories are rated most?" });
  expect([place.id, place.getAttribute("tabindex")]).toEqual(["categories", "-1"]);
  place.focus();
  expect(document.activeElement).toBe(place);
  expect(await accessibilityFaults(container)).toEqual([]);
});
