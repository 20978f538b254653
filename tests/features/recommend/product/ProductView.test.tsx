import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ProductView } from "../../../../src/features/recommend/product/ProductView";
import { useStore } from "../../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../../setup/render";
import { finishedRun, loadedData } from "../../fixtures";
import { biasLists, likely, productView, similar } from "./fixtures";

const initial = useStore.getInitialState();
const actions = {
  findProducts: vi.fn(async (productQuery: string) => useStore.setState({ productQuery })),
  openProduct: vi.fn(async () => {}),
  refreshProduct: vi.fn(async () => {}),
  setBiasMinimum: vi.fn(),
  describeNewProduct: vi.fn(async () => {}),
  openCustomer: vi.fn(async () => {}),
  showOnMap: vi.fn(),
};
const answered = {
  data: loadedData(),
  runs: [finishedRun()],
  selectedRun: 1,
  explorerModel: { run: 1, epoch: 2, final: true },
  productMatches: [
    { id: "B1", title: "Silvaro Echo", ratings: 40 },
    { id: "B2", title: "", ratings: 12 },
  ],
  productMatchesTotal: 2,
  product: productView(),
  likelyUsers: likely(),
  biases: { found: biasLists() },
};

beforeEach(() => {
  for (const action of Object.values(actions)) action.mockClear();
  useStore.setState({ ...initial, ...answered, ...actions }, true);
});

const table = (name: string) => within(screen.getByRole("table", { name }));

describe("finding a product", () => {
  it("says that there is no model yet", () => {
    useStore.setState({ explorerModel: null, runs: [], selectedRun: null });
    renderUi(<ProductView />);
    expect(screen.getByText("No model to ask yet")).toBeTruthy();
  });

  it("searches as one types and opens what the arrows choose", async () => {
    renderUi(<ProductView />);
    await userEvent.type(screen.getByTestId("product-search"), "b{ArrowDown}{ArrowDown}{Enter}");
    expect(actions.findProducts).toHaveBeenCalledWith("b");
    expect(actions.openProduct).toHaveBeenLastCalledWith("B2");
  });

  it("says in place why a product cannot be shown", () => {
    useStore.setState({ productError: 'There is no product "x" in this file.' });
    renderUi(<ProductView />);
    expect(screen.getByTestId("product-error").textContent).toContain("no product");
  });

  it("asks anew with every newer model while it is shown", () => {
    renderUi(<ProductView />);
    expect(actions.refreshProduct).toHaveBeenCalledTimes(1);
  });
});

describe("a product", () => {
  it("has its figures, its similar products and those who rated it, without accessibility faults", async () => {
    const { container } = renderUi(<ProductView />);
    expect(screen.getByTestId("product-title").textContent).toBe("Silvaro Echo");
    expect(screen.getByText("4.41")).toBeTruthy();
    const rows = table("Products similar to B1").getAllByRole("row").slice(1);
    expect(rows.map(({ textContent }) => textContent?.replaceAll("\u00a0", " "))).toEqual([
      "B2Headphonesrated alike by 7 of 9 users · same category0.912",
      "B3Headphonesnothing else that is known−0.100",
    ]);
    expect(table("Users who rated B1").getAllByRole("row")).toHaveLength(3);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("leads to similar products, to users and to the map", async () => {
    renderUi(<ProductView />);
    await userEvent.click(table("Products similar to B1").getByRole("button", { name: /B2/ }));
    expect(actions.openProduct).toHaveBeenLastCalledWith("B2");
    await userEvent.click(table("Users who rated B1").getByRole("button", { name: "u1" }));
    expect(actions.openCustomer).toHaveBeenLastCalledWith("u1");
    expect(useStore.getState().tab).toBe("customer");
    await userEvent.click(screen.getByRole("button", { name: "Show on the map" }));
    expect(actions.showOnMap).toHaveBeenCalledWith("B1");
  });

  it("has those that are taken together with it beside those that are alike, where there are weights", async () => {
    const { cosine: _, ...related } = similar("B7");
    useStore.setState({ product: productView({ together: [{ ...related, share: 0.4 }] }) });
    const { container } = renderUi(<ProductView />);
    expect(screen.queryByRole("table", { name: "Products taken together with B1" })).toBeNull();
    await userEvent.click(screen.getByText("Taken together"));
    expect(useStore.getState().likeness).toBe("together");
    expect(table("Products taken together with B1").getByText("40 % of the strongest")).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("shows who would like it, or that they are being asked", async () => {
    renderUi(<ProductView />);
    await userEvent.click(screen.getByText("Would"));
    expect(table("Users who would like B1").getByText("4.87")).toBeTruthy();
  });
});

describe("best and worst by bias", () => {
  it("stand beside the product's own place", async () => {
    renderUi(<ProductView />);
    expect(screen.getByTestId("bias-sentence").textContent).toContain("number 20 by bias and number 21 by mean rating");
    expect(table("Best by bias").getByText("+0.90")).toBeTruthy();
    expect(table("Worst by bias").getByText("−1.25")).toBeTruthy();
    await userEvent.clear(screen.getByTestId("bias-minimum"));
    await userEvent.type(screen.getByTestId("bias-minimum"), "20");
    expect(actions.setBiasMinimum).toHaveBeenLastCalledWith(20);
  });

  it("are explained where the model has no bias", () => {
    useStore.setState({ biases: { found: null } });
    renderUi(<ProductView />);
    expect(screen.getByText(/This model has no bias of products/)).toBeTruthy();
  });
});

describe("a new product", () => {
  const choices = { category: ["Headphones", "Home Audio"] };

  it("is offered where the model reads segments, with its expected audience", async () => {
    const found = { ...likely(), mean: 4.12, tenths: [3.4, 4.8] as [number, number] };
    useStore.setState({ newProduct: { choices, values: {}, audience: { found } } });
    const { container } = renderUi(<ProductView />);
    expect(screen.getByTestId("audience").textContent).toContain("4.12 on average");
    await userEvent.click(screen.getByRole("combobox", { name: "Category" }));
    await userEvent.click(await screen.findByRole("option", { name: "Home Audio" }));
    expect(actions.describeNewProduct).toHaveBeenLastCalledWith({ category: "Home Audio" });
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it("is left out where it does not", () => {
    useStore.setState({ newProduct: { choices, values: {}, audience: { found: null } } });
    renderUi(<ProductView />);
    expect(screen.queryByText("Who would like a new product?")).toBeNull();
  });
});
