import { describe, expect, test } from "vitest";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { excludedProducts, idsOf } from "../../../src/engine/recommend/exclusion";

const none = () => false;

describe("a list of ids", () => {
  test.each([
    ["one a line", "a\nb\r\nc\n", ["a", "b", "c"]],
    ["between commas, semicolons and tabs", "a, b;c\td", ["a", "b", "c", "d"]],
    ["in quotes, with separators and quotes inside", '"a,1";"b ""x"""\n "c"', ["a,1", 'b "x"', "c"]],
    ["with blank lines and repeats", "a\n\n a \n,,b", ["a", "b"]],
    ["after a byte order mark", "\uFEFFa\nb", ["a", "b"]],
    ["with a quote that is never closed", '"a\nb', ['"a', "b"]],
    ["with spaces inside", "desk lamp\nradio", ["desk lamp", "radio"]],
  ])("may be %s", (_, text, ids) => {
    expect(idsOf(text, none)).toEqual(ids);
  });

  test.each(["product_id", "ASIN", "Product ID", "sku", "id", '"Item No."', "parent_asin"])(
    "may begin with the header %s",
    (head) => {
      expect(idsOf(`${head}\nB1\nB2`, none)).toEqual(["B1", "B2"]);
    },
  );

  test("that begins with a product called like a header keeps it", () => {
    expect(idsOf("id\nB1", (id) => id === "id")).toEqual(["id", "B1"]);
  });
});

describe("excluded products", () => {
  const products = packTexts(["lamp", "radio", "=phone"]);

  test("are those of the list that the file has; the others are named", () => {
    const { listed, report } = excludedProducts(products, "product\nradio\nclock\n=phone\nLamp");
    expect(listed).toEqual(Uint8Array.of(0, 1, 1));
    expect(report).toEqual({ matched: 2, unknown: ["clock", "Lamp"], total: 4 });
  });

  test("names the first twenty unknown ids alone", () => {
    const ids = Array.from({ length: 30 }, (_, i) => `x${i}`);
    const { listed, report } = excludedProducts(products, ids.join("\n"));
    expect(listed).toBeNull();
    expect(report).toEqual({ matched: 0, unknown: ids.slice(0, 20), total: 30 });
  });
});
