import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type DotPanel, type DotRow, DotRows } from "../../src/charts/svg/DotRows";
import { accessibilityFaults, renderUi } from "../setup/render";

function row(label: string, value: number | null, more: Partial<DotRow> = {}): DotRow {
  return {
    key: label.toLowerCase(),
    label,
    figures: [
      {
        value,
        interval: value === null ? null : [value - 0.1, value + 0.1],
        text: value === null ? "–" : `${value} ± 0.1`,
      },
    ],
    n: "1,234",
    tone: "neutral",
    faded: false,
    spoken: `${label}: ${value ?? "no"} stars`,
    ...more,
  };
}

function dots(rows: DotRow[], panel: Partial<DotPanel> = {}, props: Partial<Parameters<typeof DotRows>[0]> = {}) {
  const panels = [{ title: "Mean rating (stars)", reference: 4, ...panel }];
  return renderUi(<DotRows width={600} rows={rows} panels={panels} label="Which?" {...props} />).container;
}

test("figures stand on one scale with the dashed line of what all come to", () => {
  const container = dots([row("Cameras", 4.2), row("Cables", 3.8)], { referenceText: "All: 4.00" });
  const [cameras, cables] = [...container.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cx")));
  const overall = Number(container.querySelector("line[stroke-dasharray='4 3']")?.getAttribute("x1"));
  expect(overall).toBeCloseTo((cameras! + cables!) / 2, 1);
  expect(Number(screen.getByText("4.0").getAttribute("x"))).toBeCloseTo(overall, 1);
  for (const text of ["All: 4.00", "Mean rating (stars)", "4.2 ± 0.1", "n"])
    expect(screen.getByText(text)).toBeTruthy();
  expect(screen.getAllByText("1,234")).toHaveLength(2);
});

test("a figure that is missing has its text and no dot; unknown is hollow", () => {
  const container = dots([row("Cameras", null), row("Unknown", 4, { tone: "unknown" })], { reference: null });
  expect(container.querySelectorAll("circle")).toHaveLength(1);
  expect(container.querySelector("circle")?.getAttribute("fill")).toBe("var(--ground)");
  expect(screen.getByText("–")).toBeTruthy();
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
});

test("no figure at all is no fault", () => {
  const container = dots([row("Cameras", null)], { reference: null });
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
});

test("where there is little width the figure stands beside the name, both above the dot", () => {
  dots([row("Computers & Accessories", 4.2)], {}, { width: 300 });
  const name = screen.getByText(/^Computers/, { selector: "text" });
  expect(name.getAttribute("y")).toBe(screen.getByText("4.2 ± 0.1").getAttribute("y"));
  expect(Number(name.getAttribute("y"))).toBeLessThan(
    Number(name.parentElement?.querySelector("circle")?.getAttribute("cy")),
  );
});

test("rows are picked by pointer and by keys", async () => {
  const onPick = vi.fn();
  const container = dots([row("Cameras", 4.2), row("Cables", 3.8)], {}, { onPick });
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Cameras: 4.2 stars" }));
  await user.keyboard("{ArrowDown} ");
  expect(onPick.mock.calls).toEqual([["cameras"], ["cables"]]);
  expect(await accessibilityFaults(container)).toEqual([]);
});
