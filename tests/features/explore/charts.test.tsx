import { screen } from "@testing-library/react";
import { describe, expect, it, test } from "vitest";
import { CHARTS, chartsOf, inLines } from "../../../src/features/explore/charts";
import { ExploreCharts } from "../../../src/features/explore/ExploreCharts";
import { renderUi } from "../../setup/render";
import { file, look } from "./fixtures";

describe("the list of charts", () => {
  it("names each chart once", () => {
    const ids = CHARTS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it("draws only what there are figures for", () => {
    const bare = file({ feedback: "implicit", without: ["category", "brand", "productGender", "userGender", "year"] });
    expect(chartsOf(look({ dataset: bare })).map(({ id }) => id)).toEqual(["userActivity", "productActivity"]);
    const groups = file({ without: ["brand"], groups: { userGroup: "age" } });
    const ids = chartsOf(look({ dataset: groups })).map(({ id }) => id);
    expect(ids).toContain("userGroup");
    expect(ids).not.toContain("brand");
    expect(ids).not.toContain("error");
  });

  it.each([
    ["all", file()],
    ["an odd number of segments", file({ without: ["brand"] })],
    ["neither times nor segments", file({ without: ["category", "brand", "productGender", "userGender", "year"] })],
  ])("fills its lines in its order with %s", (_, dataset) => {
    const charts = chartsOf(look({ dataset }));
    const lines = inLines(charts);
    expect(lines.flat().map(({ chart }) => chart)).toEqual(charts);
    for (const line of lines) {
      expect(line.reduce((sum, { span }) => sum + span, 0)).toBe(12);
      for (const { chart, span } of line) expect(span).toBeGreaterThanOrEqual(chart.span);
    }
  });
});

test("the first bars say that they can be pressed, until something is filtered by", () => {
  const { container, unmount } = renderUi(<ExploreCharts look={look()} width={700} />);
  const hint = screen.getByText("↓ Press to filter");
  expect(hint.closest("section")).toBe(container.querySelector("section"));
  // It is none of what is saved.
  expect(hint.closest("[data-transient]")).toBeTruthy();
  unmount();
  renderUi(<ExploreCharts look={look({ filter: { category: ["Headphones"] } })} width={700} />);
  expect(screen.queryByText("↓ Press to filter")).toBeNull();
});
