import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { Filter } from "../../../src/engine/explore/types";
import { ExploreCharts } from "../../../src/features/explore/ExploreCharts";
import { FilterBar } from "../../../src/features/explore/filter/FilterBar";
import { chipWords, filterWords } from "../../../src/features/explore/filterWords";
import { announcement } from "../../../src/features/frame/Announcer";
import type { State } from "../../../src/features/studio/state";
import { useStore } from "../../../src/features/studio/store";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { file, type LookOptions, loaded, look } from "./fixtures";

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");
const { summary } = look({ dataset: file({ groups: { userGroup: "age_group" } }) });

beforeEach(() => useStore.setState({ data: loaded(file()), filter: {}, shown: {}, pastFilters: [] }));

/** The bar for a filter, which the store has too. */
function bar(options: LookOptions) {
  const shown = look(options);
  useStore.setState({ filter: shown.filter });
  return { shown, ...renderUi(<FilterBar look={shown} />) };
}

test("each part of a filter is said in words", () => {
  const filter: Filter = {
    category: ["Headphones", ""],
    userGroup: ["18–24"],
    rating: [4, 5],
    time: [15_340, 15_705],
    userActivity: [1, 1],
    productActivity: [1, 4],
    error: [0.5, 1],
  };
  expect(filterWords(filter, summary).map(plain)).toEqual([
    "Category: Headphones, Unknown",
    "Age group: 18–24",
    "Rating 4 to 5",
    "1 Jan 2012 to 31 Dec 2012",
    "Users with 1 rating",
    "Products with 1 to 4 ratings",
    "Error 0.5 to 1",
  ]);
});

test("a chip names the first of many values and how many more there are", () => {
  const filter = { brand: ["A", "B", "C", "D", "E"] };
  expect(chipWords(filter, "brand", summary)).toBe("Brand: A, B, C and 2 more");
});

test("how many ratings pass is said, with users and products, and all of them without a filter", () => {
  const { unmount } = bar({});
  expect(plain(screen.getByLabelText("Filters").textContent)).toContain("All 500 ratings by 350 users of 40 products");
  unmount();
  bar({ filter: { category: ["Wearables"] } });
  expect(plain(screen.getByLabelText("Filters").textContent)).toContain("100 of 500 ratings (20 %) by");
});

test("a chip takes its part away", async () => {
  const { shown, container } = bar({ filter: { category: ["Wearables"], rating: [4, 5] } });
  await userEvent.click(screen.getByRole("button", { name: "Remove the filter Rating 4 to 5" }));
  expect(shown.change).toHaveBeenCalledWith({ rating: undefined });
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("what passes is announced once the brush is let go", () => {
  const { survey, selection } = look({ filter: { category: ["Wearables"] } });
  const state = { ...useStore.getState(), screen: "explore", shown: { category: ["Wearables"] }, survey, selection };
  expect(plain(announcement({ ...state, brushing: false } as State))).toBe("100 of 500 ratings pass the filters");
  expect(announcement({ ...state, brushing: true } as State)).not.toContain("pass the filters");
});

test("the ratings that pass can be trained on, without the part on errors", async () => {
  bar({ filter: { category: ["Wearables"], error: [0, 9] } });
  await userEvent.click(screen.getByRole("button", { name: "Train on these" }));
  expect(useStore.getState().settings.only).toBe("category:Wearables");
  expect(useStore.getState().screen).toBe("train");
});

test("without a filter, and where nothing passes, there is nothing to train on", async () => {
  useStore.setState({ screen: "explore" });
  bar({ filter: { category: ["Shoes"] } });
  const button = screen.getByRole("button", { name: "Train on these" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(button);
  expect(useStore.getState().screen).toBe("explore");
});

test("charts that the file has no column for are not there, and what to add is said", () => {
  const dataset = file({ without: ["category", "brand", "productGender", "userGender", "year"] });
  const { container } = renderUi(<ExploreCharts look={look({ dataset })} width={500} />);
  const titles = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  expect(titles).toEqual([
    "How are the ratings distributed?",
    "How many ratings do users have?",
    "How many ratings do products have?",
    "What stands out in this file?",
  ]);
  expect(plain(container.textContent)).toContain(
    "add a column with times, a column with the user’s gender, a column with the gender that a product is marketed to, a column with categories, a column with brands",
  );
});

test("implicit feedback has no chart of means or boxes", () => {
  const dataset = file({ feedback: "implicit" });
  const { container } = renderUi(<ExploreCharts look={look({ dataset })} width={500} />);
  expect(screen.queryByText(/spread by|over the years|mean rating/i)).toBeNull();
  expect(container.textContent).not.toMatch(/\bratings?\b/i);
});

test("a filter that leaves nothing shows no figure that is not a number", () => {
  const { container } = renderUi(<ExploreCharts look={look({ filter: { rating: [9, 9] } })} width={500} />);
  expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
});
