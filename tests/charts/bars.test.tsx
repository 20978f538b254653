import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { BarsChart } from "../../src/charts/BarsChart";

const rows = [
  { label: "Female", value: 300, text: "300 (30 %)", meaning: "female" as const },
  { label: "Unknown", value: 150, text: "150 (15 %)", meaning: "unknown" as const },
];

function bars(container: Element) {
  return [...container.querySelectorAll(".recharts-bar-rectangle path")];
}

test("bars start at zero, so that their lengths are in the ratio of their values", () => {
  const { container } = render(<BarsChart rows={rows} label="Who?" width={500} />);
  const lengths = bars(container).map((bar) => Number(bar.getAttribute("width")));
  expect(lengths[0]).toBeGreaterThan(0);
  expect(lengths[0]! / lengths[1]!).toBeCloseTo(2, 6);
});

test("each bar carries its name, its value and the colour of its meaning; unknown is hatched", () => {
  const { container } = render(<BarsChart rows={rows} label="Who?" width={500} />);
  expect(screen.getByText("Female")).toBeTruthy();
  expect(screen.getByText("150 (15 %)")).toBeTruthy();
  const [female, unknown] = bars(container);
  expect(female?.getAttribute("fill")).toBe("var(--female-fill)");
  const pattern = /^url\(#(.+)\)$/.exec(unknown?.getAttribute("fill") ?? "")?.[1] ?? "";
  expect(container.querySelector(`pattern[id="${pattern}"]`)).toBeTruthy();
});

test("the chart has a name for those who cannot see it", () => {
  render(<BarsChart rows={rows} label="Who wrote the ratings? 30 % Female." width={500} />);
  expect(screen.getByRole("img", { name: "Who wrote the ratings? 30 % Female." })).toBeTruthy();
});
