import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BiasCard } from "../../../src/features/explore/bias/BiasCard";
import { BiasYearsCard } from "../../../src/features/explore/bias/BiasYearsCard";
import { FindingsCard } from "../../../src/features/explore/bias/FindingsCard";
import { MeansCard } from "../../../src/features/explore/bias/MeansCard";
import { chartId } from "../../../src/features/explore/chartIds";
import type { Look } from "../../../src/features/explore/look";
import { useStore } from "../../../src/features/studio/store";
import { FigureSaving, type SavedFigure } from "../../../src/ui/ChartCardSaving";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { file, look, lookAt } from "./fixtures";

const WIDTH = 700;
const before = useStore.getState();
const setViews = vi.fn();

beforeEach(() => useStore.setState({ setViews }));
afterEach(() => {
  setViews.mockClear();
  useStore.setState(before, true);
});

const GENDERS = /women and men rate the products/;
const choose = async (name: string, option: string) => {
  await userEvent.click(screen.getByRole("combobox", { name }));
  await userEvent.click(await screen.findByRole("option", { name: option }));
};

/** What a card hands over to be saved as a table. */
async function savedTable(element: React.ReactElement) {
  const save = vi.fn(async (_format: string, _figure: SavedFigure) => {});
  renderUi(<FigureSaving value={save}>{element}</FigureSaving>);
  await userEvent.click(screen.getByRole("button", { name: "Save this chart" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "CSV table" }));
  return save.mock.calls[0][1].table;
}

describe("whether two segments go together", () => {
  test("every count stands beside what chance would give, and a cell filters by both values", async () => {
    const shown = look();
    renderUi(<BiasCard look={shown} width={WIDTH} />);
    expect(document.getElementById("chart-bias")?.textContent).toContain("n = 300 of 500\u00a0ratings");
    await userEvent.click(
      screen.getByRole("button", {
        name: "Men’s ratings of products for men: 70 against 53.3 expected, more than by chance",
      }),
    );
    expect(shown.change).toHaveBeenCalledExactlyOnceWith({ productGender: ["Male"], userGender: ["Male"] });
  });

  test("the cell that is the filter already takes it away; the others fade", async () => {
    const shown = look({ filter: { productGender: ["Male"], userGender: ["Male"] } });
    renderUi(<BiasCard look={shown} width={WIDTH} />);
    await userEvent.click(screen.getByRole("button", { name: /^Men’s ratings of products for men/ }));
    expect(shown.change).toHaveBeenCalledExactlyOnceWith({ productGender: undefined, userGender: undefined });
    const faded = [...document.querySelectorAll("rect[opacity]")];
    expect(faded).toHaveLength(5);
  });

  test("either segment can be another, and the two change places rather than be the same", async () => {
    renderUi(<BiasCard look={look()} width={WIDTH} />);
    await choose("Rows", "Category");
    expect(setViews).toHaveBeenLastCalledWith({ bias: ["category", "userGender"] });
    await choose("Columns", "Target gender");
    expect(setViews).toHaveBeenLastCalledWith({ bias: ["userGender", "productGender"] });
  });

  test("the choice shows before its table is there, one that the file cannot show does not", () => {
    useStore.setState((state) => ({ views: { ...state.views, bias: ["category", "year"] } }));
    const { unmount } = renderUi(<BiasCard look={look()} width={WIDTH} />);
    const shown = () =>
      ["Rows", "Columns"].map((name) => screen.getByRole<HTMLInputElement>("combobox", { name }).value);
    expect(shown()).toEqual(["Category", "Year"]);
    unmount();
    renderUi(<BiasCard look={look({ dataset: file({ without: ["year"] }) })} width={WIDTH} />);
    expect(shown()).toEqual(["Target gender", "User’s gender"]);
  });

  test("the table that is saved has the figures unrounded", async () => {
    const { columns, rows } = await savedTable(<BiasCard look={look()} width={WIDTH} />);
    expect(columns).toEqual(["Target gender", "User’s gender", "Ratings", "Expected", "Adjusted residual"]);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual(["Female", "Male", 40, expect.closeTo(53.3333, 3), expect.closeTo(-3.2733, 3)]);
  });

  test("no ratings are a sentence and no figures", () => {
    renderUi(<BiasCard look={look({ filter: { rating: [9, 9] } })} width={WIDTH} />);
    expect(screen.getByText(/^No rating that passes the filters tells both/)).toBeTruthy();
    expect(document.body.textContent).not.toContain("NaN");
  });

  test("a file without two segments has no card", () => {
    const bare = look({ dataset: file({ without: ["category", "brand", "productGender", "userGender", "year"] }) });
    const { container } = renderUi(
      <>
        <BiasCard look={bare} />
        <BiasYearsCard look={bare} />
        <MeansCard look={bare} />
      </>,
    );
    expect(container.querySelector("section")).toBeNull();
  });
});

describe("year by year", () => {
  test("each year has its own V and interval, and filters by itself", async () => {
    const shown = look();
    renderUi(<BiasYearsCard look={shown} width={WIDTH} />);
    const [year] = screen.getAllByRole("button", { name: /^2012: Cramér’s V 0\.24, small, .*n = 100$/ });
    await userEvent.click(year!);
    expect(shown.toggle).toHaveBeenCalledExactlyOnceWith("year", "2012");
  });

  test("the table has the tests; a year that cannot be tested says so", async () => {
    const shown = look();
    const bias = shown.selection.bias!;
    const byYear = [{ ...bias.byYear[0], n: 4, test: null }, ...bias.byYear.slice(1)];
    const { columns, rows } = await savedTable(
      <BiasYearsCard look={{ ...shown, selection: { ...shown.selection, bias: { ...bias, byYear } } }} width={WIDTH} />,
    );
    expect(columns).toEqual(["Year", "n", "χ²", "Degrees", "p", "Cramér’s V", "95 % from", "to", "Remark"]);
    expect(rows[0]).toEqual(["2012", 4, null, null, null, null, null, null, "not testable"]);
    expect(rows[1].slice(0, 4)).toEqual(["2013", 100, expect.any(Number), 2]);
    expect(screen.getByText("not testable")).toBeTruthy();
  });
});

describe("the mean rating by both", () => {
  test("each combination is a row that filters by both values, over the analysis of variance", async () => {
    const shown = look();
    renderUi(<MeansCard look={shown} width={WIDTH} />);
    await userEvent.click(screen.getByRole("button", { name: /^Women’s ratings of products for men: mean 3\.80/ }));
    expect(shown.change).toHaveBeenCalledExactlyOnceWith({ productGender: ["Male"], userGender: ["Female"] });
    const table = within(screen.getByRole("table", { name: /Two-way analysis of variance/ }));
    expect(table.getAllByRole("row").map((row) => row.textContent)).toEqual([
      "SourceFDegreespPartial η²Effect",
      "Target gender02; 294> 0.990negligible",
      "User’s gender01; 294> 0.990negligible",
      "Target gender × User’s gender02; 294> 0.990negligible",
    ]);
  });

  test("an empty combination makes it not estimable, for that reason", () => {
    renderUi(
      <MeansCard
        look={lookAt(["productGender", "year"], { filter: { year: ["2012"], userActivity: [9, 9] } })}
        width={WIDTH}
      />,
    );
    expect(screen.getAllByText("not estimable")).toHaveLength(3);
    expect(screen.getByText("Not estimable: no rating that passes the filters tells both.")).toBeTruthy();
  });

  test("combinations without ratings are not drawn, but in the table", async () => {
    renderUi(<MeansCard look={lookAt(["brand", "category"], { dataset: file({ brands: 40 }) })} width={WIDTH} />);
    // Row, brand and category repeat together: each of the 12 brands has ratings in one of the three categories.
    expect(screen.getByText(/drawn are the 12 of 36 combinations that have ratings/)).toBeTruthy();
    expect(screen.getAllByRole("button", { name: /^Ratings of products of brand/ })).toHaveLength(12);
    await userEvent.click(screen.getByRole("radio", { name: "Table" }));
    const table = within(screen.getByRole("table", { name: "Mean rating by the brand and the category" }));
    expect(table.getAllByRole("row")).toHaveLength(37);
  });

  test("of very many combinations those with the most ratings are drawn", () => {
    renderUi(<MeansCard look={lookAt(["brand", "year"], { dataset: file({ brands: 11 }) })} width={WIDTH} />);
    expect(screen.getByText(/drawn are the 24 of 33 combinations with the most ratings/)).toBeTruthy();
    expect(screen.getAllByRole("button", { name: /^Ratings of Brand \d+ in 201\d: mean/ })).toHaveLength(24);
  });

  test("interactions have no rating to depend on anything", () => {
    const { container } = renderUi(
      <MeansCard look={look({ dataset: file({ feedback: "implicit" }) })} width={WIDTH} />,
    );
    expect(container.querySelector("section")).toBeNull();
  });
});

describe("what stands out", () => {
  function page(shown: Look) {
    return renderUi(
      <>
        <FindingsCard look={shown} />
        <section id={chartId("category")} tabIndex={-1} />
        <BiasCard look={shown} width={WIDTH} />
      </>,
    );
  }

  test("a finding goes to its chart; a link shows its own pair there", async () => {
    page(lookAt(["brand", "year"]));
    const findings = within(document.getElementById("chart-findings")!).getAllByRole("button");
    expect(findings).toHaveLength(5);
    await userEvent.click(findings[1]);
    expect(document.activeElement?.id).toBe("chart-category");
    expect(setViews).not.toHaveBeenCalled();
    await userEvent.click(findings[3]);
    expect(setViews).toHaveBeenCalledExactlyOnceWith({ bias: ["productGender", "userGender"] });
    expect(document.activeElement?.id).toBe("chart-bias");
  });

  test("a chart that is not on the page is no fault", async () => {
    page(look());
    await userEvent.click(screen.getByRole("button", { name: /exactly one rating/ }));
    expect(document.activeElement?.textContent).toContain("exactly one rating");
  });

  test("nothing is a sentence without a list", () => {
    const shown = look();
    renderUi(<FindingsCard look={{ ...shown, survey: { ...shown.survey, findings: [] } }} />);
    expect(screen.getByText(/^Nothing stands out/)).toBeTruthy();
    expect(screen.queryByRole("list")).toBeNull();
  });
});

test("all cards are accessible, as charts and as tables", async () => {
  const shown = look();
  const { container } = renderUi(
    <main>
      <h1>Explore</h1>
      <FindingsCard look={shown} />
      <BiasCard look={shown} width={WIDTH} />
      <BiasYearsCard look={shown} width={WIDTH} />
      <MeansCard look={shown} width={WIDTH} />
    </main>,
  );
  expect(screen.getByRole("region", { name: GENDERS })).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
  for (const table of screen.getAllByRole("radio", { name: "Table" })) await userEvent.click(table);
  expect(await accessibilityFaults(container)).toEqual([]);
});
