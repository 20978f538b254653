import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RecommendScreen } from "../../../src/features/recommend/RecommendScreen";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { customerView, finishedRun, loadedData } from "../fixtures";

const initial = useStore.getInitialState();
const search = vi.fn(async (query: string) => useStore.setState({ query }));
const openCustomer = vi.fn(async () => {});

const answering = {
  data: loadedData(),
  runs: [finishedRun()],
  selectedRun: 1,
  explorerModel: { run: 1, epoch: 2, final: true },
  customer: customerView(),
  matches: [
    { id: "u7", ratings: 12 },
    { id: "u70", ratings: 9 },
    { id: "u71", ratings: 3 },
  ],
  matchesTotal: 3,
};

beforeEach(() => {
  search.mockClear();
  openCustomer.mockClear();
  useStore.setState({ ...initial, ...answering, search, openCustomer }, true);
});

describe("finding a customer", () => {
  it("searches as one types and opens the very id on Enter", async () => {
    renderUi(<RecommendScreen />);
    await userEvent.type(screen.getByTestId("customer-search"), "u7{Enter}");
    expect(search.mock.calls.flat()).toEqual(["u", "u7"]);
    expect(openCustomer.mock.calls.flat()).toEqual(["u7"]);
  });

  it("moves through the matches with the arrows and opens the chosen one", async () => {
    renderUi(<RecommendScreen />);
    const field = screen.getByTestId("customer-search");
    await userEvent.type(field, "{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
    const chosen = document.getElementById(field.getAttribute("aria-activedescendant")!);
    expect(chosen?.textContent).toContain("u70");
    await userEvent.keyboard("{Enter}");
    expect(openCustomer).toHaveBeenCalledWith("u70");
  });

  it("forgets the chosen match when the query changes, and empties the query on Escape", async () => {
    renderUi(<RecommendScreen />);
    const field = screen.getByTestId("customer-search");
    await userEvent.type(field, "{ArrowDown}x");
    expect(field.getAttribute("aria-activedescendant")).toBeNull();
    await userEvent.keyboard("{Escape}");
    expect(useStore.getState().query).toBe("");
  });

  it("says in place that an id is unknown", () => {
    useStore.setState({
      query: "zz",
      matches: [],
      matchesTotal: 0,
      recommendError: 'There is no user "zz" in this file.',
    });
    renderUi(<RecommendScreen />);
    expect(screen.getByText("No customer's id contains “zz”.")).toBeTruthy();
    expect(within(screen.getByRole("alert")).getByText('There is no user "zz" in this file.')).toBeTruthy();
  });
});

describe("a customer's list", () => {
  it("shows predictions to two decimals beside the history, and what was left out", () => {
    renderUi(<RecommendScreen />);
    expect(screen.getByTestId("customer-id").textContent).toBe("u7");
    const rows = within(screen.getByRole("table", { name: "Recommendations for u7" })).getAllByRole("row");
    expect(rows[1].textContent).toContain("B2");
    expect(rows[1].textContent).toContain("4.51");
    expect(rows[2].textContent).toContain("3.00");
    expect(screen.getByRole("table", { name: "Ratings by u7" }).textContent).toMatch(/13\sJun 1999/);
    expect(screen.getByTestId("excluded").textContent).toMatch(/1.product left out/);
    expect(screen.getByTestId("answering").textContent).toContain("best epoch 2");
  });

  it("calls products by their titles in the list and in the history, with the ids beside", () => {
    const { history, recommendations, ...view } = customerView();
    const titled = <P extends { title: string }>(products: P[], title: string) =>
      products.map((product, place) => (place === 0 ? { ...product, title } : product));
    useStore.setState({
      customer: {
        ...view,
        history: titled(history, "Desk lamp"),
        recommendations: titled(recommendations, "Radio"),
      },
    });
    renderUi(<RecommendScreen />);
    const list = within(screen.getByRole("table", { name: "Recommendations for u7" })).getAllByRole("row");
    expect(list[1].textContent).toContain("RadioB2 · Headphones");
    expect(list[2].textContent).toContain("B3");
    expect(screen.getByRole("table", { name: "Ratings by u7" }).textContent).toContain("Desk lampB1 · Headphones");
  });

  it("shows every rating of a product that was rated more than once", () => {
    const [rated] = customerView().history;
    useStore.setState({ customer: { ...customerView(), history: [rated!, { ...rated!, rating: 2 }] } });
    renderUi(<RecommendScreen />);
    const rows = within(screen.getByRole("table", { name: "Ratings by u7" }))
      .getAllByRole("row")
      .slice(1);
    expect(rows.map((row) => row.lastElementChild?.textContent)).toEqual(["4", "2"]);
  });

  it("shows a long history whole when asked to", async () => {
    const [rated] = customerView().history;
    const history = Array.from({ length: 25 }, (_, i) => ({ ...rated!, product: `P${i}` }));
    useStore.setState({ customer: { ...customerView(), history } });
    renderUi(<RecommendScreen />);
    const rows = () => within(screen.getByRole("table", { name: "Ratings by u7" })).getAllByRole("row").length - 1;
    expect(rows()).toBe(10);
    await userEvent.click(screen.getByRole("button", { name: "Show all 25" }));
    expect(rows()).toBe(25);
  });

  it("shows a ranking's list as matches, without any number that could be taken for stars", async () => {
    const [first, second] = customerView().recommendations;
    // Scores are logs of shares: the second is a quarter as likely as the first.
    const recommendations = [
      { ...first!, score: -2, predicted: null },
      { ...second!, score: -2 + Math.log(0.25), predicted: null },
    ];
    useStore.setState({ customer: { ...customerView(), kind: "ranking", recommendations } });
    const { container } = renderUi(<RecommendScreen />);
    const table = screen.getByRole("table", { name: "Recommendations for u7" });
    const [head, ...rows] = within(table).getAllByRole("row");
    expect(head!.textContent).toContain("Match");
    expect(head!.textContent).not.toContain("Predicted");
    expect(within(rows[0]).getByText("the best match")).toBeTruthy();
    expect(within(rows[1]).getByText("25 % of the best match")).toBeTruthy();
    expect(rows[1].textContent).not.toMatch(/\d\.\d/);
    expect(screen.getByTestId("excluded").textContent).toMatch(/^Best match first\./);
    expect(screen.getByTestId("customer-known").textContent).toMatch(/^Known: the list follows from/);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("says that a ranking knows nothing of a customer whose ratings are all held out", () => {
    useStore.setState({ customer: { ...customerView(), kind: "ranking", known: false } });
    renderUi(<RecommendScreen />);
    expect(screen.getByTestId("customer-known").textContent).toBe(
      "Nothing in the training part: the list is what is most often rated well, the same for every new customer.",
    );
  });

  it("says when the customer is a stranger to the model", () => {
    useStore.setState({ customer: { ...customerView(), known: false } });
    renderUi(<RecommendScreen />);
    expect(screen.getByTestId("customer-known").textContent).toBe(
      "Not seen in training: the list is the same for every new customer.",
    );
  });

  it("tells strangers of different genders apart where the model reads their gender", () => {
    const data = loadedData();
    const segments = { userGender: { name: null, values: 2, known: 0.9 } };
    const run = finishedRun();
    useStore.setState({
      data: { ...data, summary: { ...data.summary, segments } },
      runs: [{ ...run, settings: { ...run.settings, model: "hybrid", sides: ["userGender"] } }],
      customer: { ...customerView(), known: false },
    });
    renderUi(<RecommendScreen />);
    expect(screen.getByTestId("customer-known").textContent).toBe(
      "Not seen in training: the list is the same for every new customer of the same gender.",
    );
  });

  it("tells strangers of different groups apart by the name of their column", () => {
    const data = loadedData();
    const segments = {
      userGender: { name: "sex", values: 2, known: 0.9 },
      userGroup: { name: "age_group", values: 7, known: 0.9 },
    };
    const run = finishedRun();
    useStore.setState({
      data: { ...data, summary: { ...data.summary, segments } },
      runs: [{ ...run, settings: { ...run.settings, model: "hybrid", sides: ["userGender", "userGroup"] } }],
      customer: { ...customerView(), known: false },
    });
    renderUi(<RecommendScreen />);
    expect(screen.getByTestId("customer-known").textContent).toMatch(/ of the same gender and age group\.$/);
  });

  it("marks places gained and lost when an epoch ends", () => {
    useStore.setState({ explorerModel: { run: 1, epoch: 1, final: false } });
    renderUi(<RecommendScreen />);
    const { recommendations } = customerView();
    act(() =>
      useStore.setState({
        explorerModel: { run: 1, epoch: 2, final: false },
        customer: { ...customerView(), recommendations: recommendations.toReversed() },
      }),
    );
    const rows = within(screen.getByRole("table", { name: "Recommendations for u7" })).getAllByRole("row");
    expect(rows[1].textContent).toMatch(/up 1.*B3/);
    expect(rows[2].textContent).toMatch(/down 1.*B2/);
  });

  it("asks for a longer list", async () => {
    const setList = vi.fn();
    useStore.setState({ setList });
    renderUi(<RecommendScreen />);
    const field = screen.getByLabelText("Length of the list");
    await userEvent.clear(field);
    expect(setList).not.toHaveBeenCalled();
    await userEvent.type(field, "25");
    expect(setList).toHaveBeenLastCalledWith({ count: 25 });
  });

  it("sends to Train when there is no model", async () => {
    useStore.setState({ runs: [], selectedRun: null, explorerModel: null, customer: null });
    renderUi(<RecommendScreen />);
    await userEvent.click(screen.getByRole("button", { name: "Go to Train" }));
    expect(useStore.getState().screen).toBe("train");
  });

  it.each([
    ["with a customer", {}],
    ["before any model", { runs: [], selectedRun: null, explorerModel: null, customer: null }],
    ["while the first answer is awaited", { customer: null, customerPending: true }],
  ])("has accessible markup %s", async (_, state) => {
    useStore.setState(state);
    const { container } = renderUi(<RecommendScreen />);
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
