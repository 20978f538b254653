import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { residualFill } from "../../src/charts/svg/HeatCell";
import { HeatGrid, type HeatGridCell } from "../../src/charts/svg/HeatGrid";
import { accessibilityFaults, renderUi } from "../setup/render";

function cell(observed: string, expected: string, residual: number): HeatGridCell {
  return { observed, expected, residual, faded: false, spoken: `${observed} observed, ${expected} expected` };
}

const CELLS = [
  cell("34,259", "32,786", 14.6),
  cell("31,587", "33,060", -14.6),
  cell("20", "20", 0),
  cell("5", "0", NaN),
];

function grid(props: Partial<Parameters<typeof HeatGrid>[0]> = {}) {
  return renderUi(
    <HeatGrid
      width={600}
      rows={["Women's", "Men's"]}
      columns={["Female", "Male"]}
      rowTitle="Product"
      columnTitle="User"
      cells={CELLS}
      label="Who buys what?"
      {...props}
    />,
  ).container;
}

test("each cell tells its count, what was expected, and how far apart they are by sign and size, not by colour alone", () => {
  const container = grid();
  for (const text of ["34,259", "expected 32,786", "▲ 14.6", "▼ 14.6", "0.0", "–"]) {
    expect(screen.getByText(text)).toBeTruthy();
  }
  for (const name of ["Women's", "Men's", "Female", "Male", "Product", "User"]) {
    expect(screen.getByText(name)).toBeTruthy();
  }
  expect(container.innerHTML).not.toContain("NaN");
});

test("the tint is of one hue above and another below what was expected, and no stronger beyond 10", () => {
  expect([residualFill(1).fill, residualFill(-1).fill]).toEqual(["var(--training-fill)", "var(--validation-fill)"]);
  expect([0, 5, 10, -40, NaN].map((residual) => residualFill(residual).fillOpacity)).toEqual([0, 0.125, 0.25, 0.25, 0]);
});

test("in narrow cells the word is shortened, then all expected counts are left to the spoken words", () => {
  const expected = (container: Element) =>
    [...container.querySelectorAll("text")].map((text) => text.textContent).filter((text) => text?.endsWith(" 32,786"));
  expect(expected(grid({ width: 260 }))).toEqual(["exp. 32,786"]);
  expect(expected(grid({ width: 180 }))).toEqual([]);
});

test("cells are picked by row and column, arrows move across and down", async () => {
  const onPick = vi.fn();
  const container = grid({ onPick });
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard("{ArrowRight}{Enter}{ArrowDown}{Enter}{Home} ");
  expect(onPick.mock.calls).toEqual([
    [0, 1],
    [1, 1],
    [1, 0],
  ]);
  await user.click(screen.getByRole("button", { name: "34,259 observed, 32,786 expected" }));
  expect(onPick).toHaveBeenLastCalledWith(0, 0);
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("without anything to pick it is a picture", () => {
  const container = grid();
  expect(screen.getByRole("img", { name: "Who buys what?" })).toBeTruthy();
  expect(container.querySelector("[tabindex]")).toBeNull();
});
