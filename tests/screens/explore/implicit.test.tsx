import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { Overview } from "../../../src/engine/eda/types";
import { ExploreScreen } from "../../../src/screens/explore/ExploreScreen";
import { ExploreView } from "../../../src/screens/explore/ExploreView";
import { useStore } from "../../../src/store/store";
import { datasetSummary } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { loadedData } from "../fixtures";

/** Ten purchases, three of them repeated. */
const overview: Overview = {
  ratings: 10,
  ratingDistribution: [
    { low: 1, high: 1, count: 7 },
    { low: 4, high: 4, count: 3 },
  ],
  overTime: {
    unit: "year",
    periods: [
      { start: 0, label: "2017", count: 4, mean: 1.75 },
      { start: 1, label: "2018", count: 6, mean: 2 },
    ],
    unknown: 0,
  },
  segments: { brand: [{ label: "Sonora", count: 10, mean: 1.9 }] },
};
/** The same where the file does not say how often. */
const uncounted = { ...overview, ratingDistribution: [{ low: 1, high: 1, count: 10 }] };

const questions = () => screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);

beforeEach(() => useStore.setState(useStore.getInitialState(), true));

test("purchases are counted: how often, when and of what", () => {
  renderUi(<ExploreView overview={overview} feedback="implicit" width={600} />);
  expect(questions()).toEqual([
    "How often did a user choose the same product?",
    "When were the interactions?",
    "Which brands are chosen most?",
  ]);
  expect(screen.getByText("Times chosen")).toBeTruthy();
  expect(screen.getByText("Interactions a year")).toBeTruthy();
  expect(screen.getAllByText(/^n = 10.interactions$/)).toHaveLength(3);
});

test("no table has a mean rating, for nothing was rated", async () => {
  const { container } = renderUi(<ExploreView overview={overview} feedback="implicit" width={600} />);
  for (const radio of screen.getAllByRole("radio", { name: "Table" })) await userEvent.click(radio);
  const heads = screen.getAllByRole("table").map((table) =>
    within(table)
      .getAllByRole("columnheader")
      .map(({ textContent }) => textContent),
  );
  expect(heads).toEqual([
    ["Times chosen", "Interactions", "Share"],
    ["Year", "Interactions"],
    ["Brand", "Interactions", "Share of all"],
  ]);
  expect(container.textContent).not.toMatch(/rating/i);
});

test("where every count is 1 there is no chart of them, but a word on what the file lacks", () => {
  renderUi(<ExploreView overview={uncounted} feedback="implicit" width={600} />);
  expect(questions()).toEqual(["When were the interactions?", "Which brands are chosen most?"]);
  expect(screen.getByText(/add a column with how often a product was chosen/)).toBeTruthy();
});

test("ratings that are all 1 keep their chart", () => {
  renderUi(<ExploreView overview={uncounted} feedback="explicit" width={600} />);
  expect(questions()[0]).toBe("How are the ratings distributed?");
});

test("the head says how many interactions there are, and what they do not tell", async () => {
  useStore.setState({ data: { ...loadedData(), summary: datasetSummary({ feedback: "implicit" }), overview } });
  const { container } = renderUi(<ExploreScreen />);
  expect(screen.getByText(/^1,000.interactions of 50.products by 200.users\..*whether it was liked/)).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
});
