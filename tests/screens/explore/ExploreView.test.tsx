import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Overview } from "../../../src/engine/eda/types";
import { ExploreView } from "../../../src/screens/explore/ExploreView";
import { accessibilityFaults, renderUi } from "../../setup/render";

const overview: Overview = {
  ratings: 10,
  ratingDistribution: [
    { low: 1, high: 1, count: 2 },
    { low: 5, high: 5, count: 8 },
  ],
  overTime: {
    unit: "year",
    periods: [
      { start: 0, label: "2017", count: 4, mean: 4 },
      { start: 1, label: "2018", count: 6, mean: 4.5 },
    ],
    unknown: 0,
  },
  segments: {
    userGender: [
      { label: "Female", count: 3, mean: 4 },
      { label: "", count: 7, mean: 4.2 },
    ],
  },
};

test("each chart asks a question and answers it in words", () => {
  renderUi(<ExploreView overview={overview} feedback="explicit" width={600} />);
  const questions = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
  expect(questions).toEqual([
    "How are the ratings distributed?",
    "When were the ratings given?",
    "Who wrote the ratings?",
  ]);
  expect(screen.getByText("30 % of ratings say the user’s gender. Of these: Female 100 %.")).toBeTruthy();
  expect(screen.getByText("Unknown")).toBeTruthy();
});

test("what the file lacks is said in one line instead of an empty chart", () => {
  renderUi(<ExploreView overview={overview} feedback="explicit" width={600} />);
  const line = screen.getByText(/^This file has no more to show/);
  expect(line.textContent).toContain("a column with brands");
  expect(line.textContent).not.toContain("user’s gender");
});

test("every chart can be read as a table", async () => {
  renderUi(<ExploreView overview={overview} feedback="explicit" width={600} />);
  const card = screen.getByRole("heading", { name: "Who wrote the ratings?" }).closest("section") as HTMLElement;
  await userEvent.click(within(card).getByRole("radio", { name: "Table" }));
  const rows = within(card).getAllByRole("row").slice(1);
  expect(rows.map((row) => row.textContent?.replaceAll("\u00a0", " "))).toEqual(["Female330 %4", "Unknown770 %4.2"]);
});

test("the screen keeps to the rules for keyboards and screen readers", async () => {
  const { container } = renderUi(<ExploreView overview={overview} feedback="explicit" width={600} />);
  expect(await accessibilityFaults(container)).toEqual([]);
});
