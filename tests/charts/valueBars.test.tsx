import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type ValueBarRow, ValueBars } from "../../src/charts/svg/ValueBars";
import { accessibilityFaults, renderUi } from "../setup/render";

function row(label: string, all: number, selected: number, more: Partial<ValueBarRow> = {}): ValueBarRow {
  return {
    key: label.toLowerCase(),
    label,
    all,
    selected,
    text: `${selected} of ${all}`,
    meaning: "neutral",
    state: "plain",
    spoken: `${label}: ${selected} of ${all} ratings`,
    ...more,
  };
}

/** The bars of a row as their fill and length; the length is all horizontal steps of the path's upper edge. */
function bars(container: Element) {
  return [...container.querySelectorAll("path[d*=z]")].map((path) => {
    const [, straight, round] = /h([\d.]+)a([\d.]+)/.exec(path.getAttribute("d")!)!;
    return { fill: path.getAttribute("fill"), length: Number(straight) + Number(round) };
  });
}

test("all stand in grey behind the selected, both from zero on one scale", () => {
  const { container } = renderUi(
    <ValueBars
      width={600}
      label="Who?"
      rows={[row("Female", 400, 100, { meaning: "female" }), row("Male", 200, 200, { meaning: "male" })]}
    />,
  );
  const [all, selected, same, ...others] = bars(container);
  expect(others).toEqual([]);
  expect([all?.fill, selected?.fill, same?.fill]).toEqual([
    "var(--behind-fill)",
    "var(--female-fill)",
    "var(--male-fill)",
  ]);
  expect(all!.length / selected!.length).toBeCloseTo(4, 2);
  expect(all!.length / same!.length).toBeCloseTo(2, 2);
  expect(screen.getByText("100 of 400")).toBeTruthy();
});

test("none selected leaves the grey bar alone, one of a million is still seen, and no rows are no fault", () => {
  const { container, rerender } = renderUi(
    <ValueBars width={600} label="Who?" rows={[row("a", 1_000_000, 0), row("b", 1_000_000, 1)]} />,
  );
  const [onlyAll, all, one] = bars(container);
  expect([onlyAll?.fill, all?.fill]).toEqual(["var(--behind-fill)", "var(--behind-fill)"]);
  expect(one?.length).toBeGreaterThanOrEqual(1);
  rerender(<ValueBars width={600} label="Who?" rows={[]} />);
  expect(screen.getByRole("img", { name: "Who?" })).toBeTruthy();
});

test("unknown is hatched; a row that is left out is an outline", () => {
  const { container } = renderUi(
    <ValueBars
      width={600}
      label="Who?"
      rows={[row("Unknown", 10, 10, { meaning: "unknown" }), row("Male", 10, 5, { state: "left out" })]}
    />,
  );
  const [unknown, outline] = bars(container);
  const pattern = /^url\(#(.+)\)$/.exec(unknown?.fill ?? "")?.[1];
  expect(container.querySelector(`pattern[id="${pattern}"]`)).toBeTruthy();
  expect(outline?.fill).toBe("none");
});

test("a name that is too long is cut, the whole of it is told when pointed at", () => {
  const name = "Professional video surveillance equipment and accessories";
  renderUi(<ValueBars width={300} label="What?" rows={[row(name, 10, 10)]} />);
  expect(screen.getByText(name).tagName).toBe("title");
  expect(screen.getByText(/^Professional.*…$/).tagName).toBe("text");
});

test("means stand on a scale of their own, a missing one as its text alone", () => {
  const mean = (value: number | null, text: string) => ({
    value,
    interval: value === null ? null : ([value - 0.1, value + 0.1] as const),
    text,
  });
  const { container } = renderUi(
    <ValueBars
      width={600}
      label="Who?"
      meanTitle="Mean rating (stars)"
      rows={[
        row("Female", 3, 3, { mean: mean(4.25, "4.25 ± 0.10") }),
        row("Male", 2, 2, { mean: mean(3.75, "3.75 ± 0.10") }),
        row("Unknown", 0, 0, { mean: mean(null, "–") }),
      ]}
    />,
  );
  const [female, male, ...others] = [...container.querySelectorAll("circle")].map((dot) =>
    Number(dot.getAttribute("cx")),
  );
  expect(others).toEqual([]);
  // The tick of 4 stands half way between 3.75 and 4.25.
  expect(Number(screen.getByText("4.0").getAttribute("x"))).toBeCloseTo((female! + male!) / 2, 1);
  expect([
    screen.getByText("4.25 ± 0.10"),
    screen.getByText("–"),
    screen.getByText("Mean rating (stars)"),
  ]).toBeTruthy();
  expect(container.innerHTML).not.toContain("NaN");
});

test("rows are chosen by a click anywhere on them, and by keys; what is chosen is told", async () => {
  const onToggle = vi.fn();
  const { container } = renderUi(
    <ValueBars
      width={600}
      label="Who?"
      rows={[row("Female", 3, 3, { state: "chosen" }), row("Male", 2, 2, { state: "left out" })]}
      onToggle={onToggle}
    />,
  );
  const female = screen.getByRole<HTMLElement>("checkbox", { name: "Female: 3 of 3 ratings", checked: true });
  const male = screen.getByRole("checkbox", { name: "Male: 2 of 2 ratings", checked: false });
  const user = userEvent.setup();
  await user.click(male.querySelector("rect")!);
  female.focus();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onToggle.mock.calls).toEqual([["male"], ["male"]]);
  expect(screen.getByRole("group", { name: "Who?" })).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
});
