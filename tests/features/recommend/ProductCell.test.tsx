import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ProductCell } from "../../../src/features/recommend/ProductCell";

/** The lines of the cell, from top to bottom. */
function lines(container: Element): (string | null)[] {
  return [...container.firstElementChild!.children].map(({ textContent }) => textContent);
}

test("a title stands over the id and what else is known", () => {
  const { container } = render(
    <ProductCell product="B2" title="Desk lamp" category="Lighting" brand="Sonora" date="13 Jun 1999" />,
  );
  expect(lines(container)).toEqual(["Desk lamp", "B2 · Lighting · Sonora · 13 Jun 1999"]);
});

test("a title alone stands over the id alone", () => {
  const { container } = render(<ProductCell product="B2" title="Desk lamp" />);
  expect(lines(container)).toEqual(["Desk lamp", "B2"]);
});

test("a product without a title is called by its id, once", () => {
  const { container } = render(<ProductCell product="B2" title="" category="Lighting" brand="" />);
  expect(lines(container)).toEqual(["B2", "Lighting"]);
});

test("a long title can be read whole, however little of it is shown", () => {
  const long = "Desk lamp with a very long name, ".repeat(12).trim();
  render(<ProductCell product="B2" title={long} />);
  expect(screen.getByTitle(long).textContent).toBe(long);
});

test("markup in a title is text", () => {
  const title = '<img src="x" onerror="alert(1)"> Lamp & <b>shade</b>';
  const { container } = render(<ProductCell product="B2" title={title} />);
  expect(screen.getByText(title)).toBeTruthy();
  expect(container.querySelector("img, b")).toBeNull();
});
