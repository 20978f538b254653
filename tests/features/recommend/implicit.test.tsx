import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { RatedProduct, Recommendation } from "../../../src/engine/recommend/types";
import { RecommendScreen } from "../../../src/features/recommend/RecommendScreen";
import { useStore } from "../../../src/features/studio/store";
import { datasetSummary } from "../../setup/reading";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { customerView, finishedRun, loadedData } from "../fixtures";

const [purchase] = customerView().history as [RatedProduct];
const [first] = customerView().recommendations as [Recommendation];
const customer = {
  ...customerView(),
  kind: "ranking" as const,
  history: [
    { ...purchase, rating: 3 },
    { ...purchase, product: "B4", rating: 1 },
  ],
  recommendations: [{ ...first, score: -2, predicted: null, ratings: 40, mean: 1.75 }],
};

/** The screen of a file of purchases, chosen at most so many times each. */
function show(most: number) {
  const summary = datasetSummary({ feedback: "implicit", ratingLow: 1, ratingHigh: most, ratingMean: 1 });
  useStore.setState({ data: { ...loadedData(), summary } });
  return renderUi(<RecommendScreen />);
}

function cellsOf(caption: string): (string | undefined)[][] {
  const rows = within(screen.getByRole("table", { name: caption })).getAllByRole("row");
  return rows.map((row) => [...row.children].map(({ textContent }) => textContent?.replaceAll("\u00a0", " ")));
}

beforeEach(() => {
  const state = {
    runs: [finishedRun()],
    selectedRun: 1,
    explorerModel: { run: 1, epoch: 2, final: true },
    customer,
    matches: [{ id: "u7", ratings: 12 }],
    matchesTotal: 1,
  };
  useStore.setState({ ...useStore.getInitialState(), ...state }, true);
});

test("the history says how often each product was chosen", () => {
  show(3);
  expect(screen.getByRole("heading", { name: "Chosen before" })).toBeTruthy();
  const history = cellsOf("Products chosen by u7");
  expect(history.map((cells) => cells[1])).toEqual(["Chosen", "3 times", "once"]);
});

test("the history has no counts where the file has none", () => {
  show(1);
  expect(cellsOf("Products chosen by u7")[0]).toEqual(["Product"]);
});

test("a recommendation says by how many users it was chosen, and no rating", () => {
  show(3);
  const [head, row] = cellsOf("Recommendations for u7");
  expect(head).toEqual(["Rank", "Product", "Match", "Chosen by", "Reasons"]);
  expect(row![3]).toBe("40 users");
  expect(row!.join(" ")).not.toContain("1.75");
});

test("the sentences speak of choosing", async () => {
  const { container } = show(3);
  expect(screen.getByTestId("excluded").textContent).toMatch(/1.product left out, because the customer chose it\.$/);
  expect(screen.getByTestId("customer-known").textContent).toBe(
    "Known: the list follows from what this customer chose in the training part.",
  );
  expect(screen.getByRole("option").textContent).toMatch(/12.interactions/);
  expect(container.textContent).not.toMatch(/rat(ed|ing)/);
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("a stranger is shown what is chosen most often", () => {
  useStore.setState({ customer: { ...customer, known: false } });
  show(3);
  expect(screen.getByTestId("customer-known").textContent).toBe(
    "Nothing in the training part: the list is what is most often chosen, the same for every new customer.",
  );
});
