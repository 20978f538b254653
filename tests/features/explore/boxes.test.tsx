import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { BoxesCard } from "../../../src/features/explore/boxes/BoxesCard";
import { YearsCard, yearsSentence } from "../../../src/features/explore/boxes/YearsCard";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { file, look } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a box picked filters by both of its segments, and shares are shown at a click", async () => {
  const shown = look();
  const { container } = renderUi(<BoxesCard look={shown} width={900} />);
  await userEvent.click(screen.getByRole("button", { name: /^Cameras, Female: 56\sratings, median 3, quartiles/ }));
  expect(shown.change).toHaveBeenCalledWith({ category: ["Cameras"], userGender: ["Female"] });
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("radio", { name: "Shares" }));
  expect(screen.getAllByRole("button", { name: /^Cameras, / })).toHaveLength(3);
});

test("the years are compared where they have enough ratings, with their intervals", () => {
  // 500 ratings over three years in turn: their means do not differ.
  expect(plain(yearsSentence(look()))).toMatch(
    /^The mean rating did not clearly change from 2012 \(3\.\d\d ± 0\.2\d\)/,
  );
  const few = look({ filter: { userActivity: [4, 4], category: ["Wearables"] } });
  expect(plain(yearsSentence(few))).toMatch(/^No two years have 30 ratings to compare\. 3 years have fewer than 30/);
});

test("a year that is clearly rated higher is said to be", () => {
  const dataset = file();
  dataset.rating.forEach((_, row) => {
    if (row % 3 === 2) dataset.rating[row] = 5;
  });
  expect(plain(yearsSentence(look({ dataset })))).toMatch(/^The mean rating rose from 2012 .* to 2014 \(5\.00\)/);
});

test("a year pressed is toggled, small years are marked, and no figure is not a number", async () => {
  const shown = look({ filter: { category: ["Shoes"] } });
  const { container } = renderUi(<YearsCard look={shown} width={400} />);
  await userEvent.click(screen.getAllByRole("button", { name: /^2013: no ratings/ })[0]);
  expect(shown.toggle).toHaveBeenCalledWith("year", "2013");
  expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
  expect(screen.getByText("No rating passes the filters.")).toBeTruthy();
});
