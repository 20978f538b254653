import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, test, vi } from "vitest";
import { Mark } from "../../src/charts/svg/Mark";
import { markAt, useRoving } from "../../src/charts/svg/roving";
import { SvgChart } from "../../src/charts/svg/SvgChart";

describe("keys among marks", () => {
  it("step through a list with all arrows, and stop at its ends", () => {
    expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map((key) => markAt(key, 1, 3))).toEqual([2, 2, 0, 0]);
    expect(["ArrowRight", "ArrowDown"].map((key) => markAt(key, 2, 3))).toEqual([2, 2]);
    expect(["ArrowLeft", "ArrowUp"].map((key) => markAt(key, 0, 3))).toEqual([0, 0]);
    expect(["Home", "End"].map((key) => markAt(key, 1, 3))).toEqual([0, 2]);
  });

  it("change the row of a grid with up and down, and keep within it otherwise", () => {
    // Rows of three: 0 1 2 / 3 4 5.
    expect(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => markAt(key, 3, 6, 3))).toEqual([
      0, 3, 3, 4,
    ]);
    expect(["Home", "End"].map((key) => markAt(key, 4, 6, 3))).toEqual([3, 5]);
    expect(markAt("ArrowDown", 2, 6, 3)).toBe(5);
  });

  it("lead nowhere when they are none of these", () => {
    expect(markAt("a", 0, 3)).toBeNull();
  });
});

function Marks({ names, press }: { names: string[]; press?: (index: number) => void }) {
  const operation = useRoving(names.length, press);
  return (
    <SvgChart label="Marks" width={99} height={9} role="group">
      {() =>
        names.map((name, index) => (
          <Mark
            key={name}
            area={{ x: 0, y: 0, width: 9, height: 9 }}
            spoken={name}
            operation={operation(index)}
            checked={false}
          >
            <rect />
          </Mark>
        ))
      }
    </SvgChart>
  );
}

const focused = () => document.activeElement?.getAttribute("aria-label");

test("the marks of a chart are one tab stop, where the focus last was", async () => {
  const user = userEvent.setup();
  render(
    <>
      <Marks names={["a", "b", "c"]} press={() => {}} />
      <button type="button" aria-label="after" />
    </>,
  );
  await user.tab();
  expect(focused()).toBe("a");
  await user.keyboard("{ArrowDown}");
  expect(focused()).toBe("b");
  await user.tab();
  expect(focused()).toBe("after");
  await user.tab({ shift: true });
  expect(focused()).toBe("b");
});

test("Enter and Space press the focused mark; keys with Control are the browser's", async () => {
  const press = vi.fn();
  const user = userEvent.setup();
  render(<Marks names={["a", "b", "c"]} press={press} />);
  await user.tab();
  await user.keyboard("{End}{Enter}{Home} ");
  expect(press.mock.calls).toEqual([[2], [0]]);
  await user.keyboard("{Control>}{End}{/Control}");
  expect(focused()).toBe("a");
});

test("there is still a tab stop when the mark that was one is gone", () => {
  const { rerender } = render(<Marks names={["a", "b", "c"]} press={() => {}} />);
  screen.getByRole("checkbox", { name: "c" }).focus();
  rerender(<Marks names={["a", "b"]} press={() => {}} />);
  expect(screen.getByRole("checkbox", { name: "b" }).getAttribute("tabindex")).toBe("0");
});

test("without anything to press, no mark takes the focus or a role", () => {
  const { container } = render(<Marks names={["a"]} />);
  expect(screen.queryByRole("checkbox")).toBeNull();
  expect(container.querySelector("[tabindex]")).toBeNull();
});
