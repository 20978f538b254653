import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Reasons } from "../../../src/engine/recommend/types";
import type { Tab } from "../../../src/features/frame/viewSlice";
import { RecommendScreen } from "../../../src/features/recommend/RecommendScreen";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { customerView, finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();
const actions = {
  explain: vi.fn(async () => {}),
  setList: vi.fn(),
  rateProduct: vi.fn(),
  unrateProduct: vi.fn(),
  describeNewCustomer: vi.fn(),
  openNewCustomer: vi.fn(),
  findProducts: vi.fn(async () => {}),
  openSecond: vi.fn(async () => {}),
  compareWith: vi.fn(async () => {}),
  estimateBulk: vi.fn(async () => {}),
  saveBulk: vi.fn(async () => {}),
  closeBulk: vi.fn(),
  setExclusion: vi.fn(async () => {}),
};

beforeEach(() => {
  vi.clearAllMocks();
  const answering = {
    data: loadedData(),
    runs: [finishedRun()],
    selectedRun: 1,
    explorerModel: { run: 1, epoch: 2, final: true },
    customer: customerView(),
    matches: [{ id: "u7", ratings: 12 }],
    matchesTotal: 1,
  };
  useStore.setState({ ...initial, ...answering, ...actions }, true);
});

function show(tab: Tab) {
  useStore.setState({ tab });
  return renderUi(<RecommendScreen />);
}

const REASONS: Reasons = {
  product: "B2",
  title: "Lamp",
  kind: "rating",
  unit: "logits",
  interest: null,
  terms: [
    { name: "mean", value: 0.9 },
    { name: "user", value: -0.2 },
    { name: "interaction", value: 0.5 },
  ],
  logit: 1.2,
  predicted: 4.51,
  ratings: 1,
  pulls: [{ product: "B1", title: "Desk", rating: 4, change: 0.12 }],
};

test("why a product is there: its summands, and the ratings that pull most", async () => {
  const { container } = show("customer");
  await userEvent.click(screen.getByRole("button", { name: "Why B2?" }));
  expect(actions.explain).toHaveBeenCalledWith("B2");
  act(() => useStore.setState({ reasons: { of: "customer", product: "B2", answer: REASONS, error: null } }));
  const why = screen.getByTestId("why");
  expect(why.textContent).toContain("Together +1.20");
  expect(within(why).getByRole("table", { name: "Ratings that pull most" }).textContent).toContain("Desk");
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByTestId("why")).toBeNull();
});

/** The customer's list as a ranking model orders it. */
function likelyCustomer() {
  const view = customerView();
  const recommendations = view.recommendations.map((each, place) => ({
    ...each,
    likely: place === 0 ? 1 : 0.42,
    because: place === 0 ? [{ product: "B1", title: "Desk" }] : [],
  }));
  return { ...view, recommendations };
}

test("each row says how likely it is, what it is there for and what others gave it", async () => {
  useStore.setState({ customer: likelyCustomer() });
  const { container } = show("customer");
  const rows = within(screen.getByRole("table", { name: "Recommendations for u7" })).getAllByRole("row");
  const text = rows.map((row) => row.textContent?.replaceAll("\u00a0", " "));
  expect(text[0]).toContain("How likely");
  expect(text[1]).toContain("Because of Desk");
  expect(text[1]).toContain("4.25 · 40 ratings");
  expect(text[2]).toContain("42 % of the likeliest");
  expect(text[2]).not.toContain("Because");
  expect(screen.getByTestId("excluded").textContent).toContain("Ordered by how likely they take it and like it.");
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("the interest is explained under the row, in its parts, and stars by stars", async () => {
  const interest = {
    interest: 0.3,
    popularity: 0.001,
    liked: 0.9,
    products: 3,
    contributions: [{ product: "B1", title: "Desk", value: 0.3 }],
  };
  const answer: Reasons = { ...REASONS, unit: "stars", logit: 4.51, interest };
  useStore.setState({
    customer: likelyCustomer(),
    reasons: { of: "customer", product: "B2", answer, error: null },
  });
  const { container } = show("customer");
  const why = screen.getByTestId("why");
  expect(why.closest("tr")?.previousElementSibling?.textContent).toContain("B2");
  expect(within(why).getByTestId("why-interest").textContent?.replaceAll("\u00a0", " ")).toContain(
    "How much each of the 3 products they have goes with this one.",
  );
  expect(why.textContent?.replaceAll("\u00a0", " ")).toContain("with a probability of 90 %");
  expect(why.textContent).toContain("Together 4.51 stars: the predicted rating.");
  expect(why.textContent).not.toMatch(/inner scale|logit/);
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("the order is a dial where the run has a ranking model, and is not there without", async () => {
  const dial = () => screen.queryByRole("slider", { name: "Likely or predicted rating" });
  const { unmount } = show("customer");
  await userEvent.click(screen.getByRole("button", { name: "Filters and order" }));
  dial()!.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(actions.setList).toHaveBeenCalledWith({ towardsRating: 0.25 });
  unmount();
  const run = finishedRun();
  useStore.setState({ runs: [{ ...run, settings: { ...run.settings, ranker: "none" } }] });
  show("customer");
  await userEvent.click(screen.getByRole("button", { name: "Filters and order" }));
  expect(dial()).toBeNull();
});

test("a run whose lists are worse than the popular products says so where the list is", () => {
  const run = finishedRun();
  const popularity = { metric: "ndcg10" as const, difference: -0.1, interval: [-0.2, -0.05] as [number, number] };
  const lists = { comparison: null, popularity: { ...popularity, outcome: "worse" as const }, hitsRatio: 0.2 };
  useStore.setState({ runs: [{ ...run, result: { ...run.result!, lists } }] });
  show("customer");
  expect(screen.getByTestId("standing").textContent).toContain(
    "worse than showing everybody the most popular products",
  );
});

test("a question that failed can be asked again", async () => {
  useStore.setState({ reasons: { of: "customer", product: "B2", answer: null, error: "The worker stopped." } });
  show("customer");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(actions.explain).toHaveBeenCalledWith("B2", "customer");
});

test("filters and order are put away until asked for", async () => {
  const { container } = show("customer");
  expect(screen.queryByRole("slider")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Filters and order" }));
  screen.getByRole("slider", { name: "Sure bets or discoveries" }).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(actions.setList).toHaveBeenCalledWith({ novelty: 0.1 });
  await userEvent.click(screen.getByRole("checkbox", { name: "Show again what they had" }));
  expect(actions.setList).toHaveBeenCalledWith({ again: true });
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("ids that are out of stock are pasted", async () => {
  show("customer");
  await userEvent.click(screen.getByRole("button", { name: "Filters and order" }));
  await userEvent.click(screen.getByRole("button", { name: "Leave out by id" }));
  await userEvent.type(await screen.findByRole("textbox", { name: /Ids, one a line/ }), "B2, B3");
  await userEvent.click(screen.getByRole("button", { name: "Leave these out" }));
  expect(actions.setExclusion).toHaveBeenCalledWith("B2, B3");
});

test("a list with nothing left says why", () => {
  const nothingLeft = { sentence: "The filter by category leaves no product.", mostBy: "category" as const };
  useStore.setState({ customer: { ...customerView(), recommendations: [], nothingLeft } });
  show("customer");
  expect(screen.getByText(nothingLeft.sentence)).toBeTruthy();
});

test("a product pressed in the search is rated by the new customer, and can be rated otherwise or taken away", async () => {
  useStore.setState({
    productMatches: [{ id: "B9", title: "Camera", ratings: 30 }],
    productMatchesTotal: 1,
    survey: { labels: { userGender: ["Female", "Male", ""] } } as ReturnType<typeof useStore.getState>["survey"],
    newCustomer: {
      ratings: [{ product: "B1", title: "Desk", rating: 4 }],
      attributes: { userGender: "Male" },
      view: { ...customerView(), isFallback: false, byAttributes: false },
      pending: false,
      error: null,
    },
  });
  const { container } = show("new");
  expect(actions.openNewCustomer).toHaveBeenCalled();
  await userEvent.click(screen.getByRole("option", { name: /Camera/ }));
  expect(actions.rateProduct).toHaveBeenCalledWith({ product: "B9", title: "Camera" }, 5);
  await userEvent.click(
    within(screen.getByRole("radiogroup", { name: "Rating of Desk" })).getByRole("radio", { name: "2" }),
  );
  expect(actions.rateProduct).toHaveBeenCalledWith({ product: "B1", title: "Desk" }, 2);
  await userEvent.click(screen.getByRole("button", { name: "Take Desk away" }));
  expect(actions.unrateProduct).toHaveBeenCalledWith("B1");
  expect(screen.getByTestId("new-customer-sentence").textContent).toContain("does not read the gender Male");
  await userEvent.click(screen.getByRole("combobox", { name: "User’s gender" }));
  await userEvent.click(screen.getByRole("option", { name: "Female" }));
  expect(actions.describeNewCustomer).toHaveBeenCalledWith({ userGender: "Female" });
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("two customers, two runs and the epochs are compared", async () => {
  useStore.setState({
    second: { ...customerView(), id: "u8" },
    listEpochs: [1, 2].map((epoch) => ({
      run: 1,
      epoch,
      final: epoch === 2,
      products: [{ product: "B2", title: "" }],
    })),
  });
  const { container } = show("compare");
  expect(screen.getByText(/There is one run only/)).toBeTruthy();
  expect(screen.getByRole("table", { name: "u8" })).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: "Another customer" }), "u9{Enter}");
  expect(actions.openSecond).toHaveBeenCalledWith("u9");
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("lists in bulk are estimated, written, stopped and saved", async () => {
  const { container } = show("bulk");
  await userEvent.click(screen.getByRole("button", { name: "How long will it take?" }));
  expect(actions.estimateBulk).toHaveBeenCalledWith(null);
  const question = { segment: null, list: useStore.getState().list };
  const progress = { users: 5, total: 10, perSecond: 5, secondsLeft: 1 };
  act(() =>
    useStore.setState({
      bulk: { question, run: 1, status: "writing", estimate: null, progress, saved: null, error: null },
    }),
  );
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("50");
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(actions.closeBulk).toHaveBeenCalled();
});

test("without a model each part says how to come to one", () => {
  useStore.setState({ explorerModel: null, customer: null });
  for (const tab of ["customer", "new", "products", "map", "compare", "bulk"] as const) {
    const { unmount } = show(tab);
    expect(screen.getByText("No model to ask yet")).toBeTruthy();
    unmount();
  }
});
