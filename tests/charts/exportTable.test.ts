import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { withoutVariables } from "../../src/charts/export/colours";
import { fileName, fileStem } from "../../src/charts/export/fileName";
import { coversAny } from "../../src/charts/export/fonts";
import { wrapped } from "../../src/charts/export/lines";
import { toCsv } from "../../src/domain/csv";

describe("a table as CSV", () => {
  it("begins with the mark of UTF-8, ends its lines with CRLF, and quotes texts", () => {
    expect(toCsv(["Category", "n"], [["Cameras, used", 12]])).toBe('\uFEFF"Category","n"\r\n"Cameras, used",12\r\n');
  });

  it("is read back as it was by a CSV reader, whatever the texts hold", () => {
    const texts = ['say "hi"', "a,b;c", "two\r\nlines", "two\nlines", "Žluťoučký 🙂", "", "  spaced  "];
    const { data, errors } = Papa.parse(
      toCsv(
        ["text"],
        texts.map((text) => [text]),
      ),
      { delimiter: "," },
    );
    expect(errors).toEqual([]);
    expect(data.slice(1, -1)).toEqual(texts.map((text) => [text]));
  });

  it("holds numbers in full precision, with a point, and nothing for what is not known", () => {
    const numbers = [1 / 3, -2.5, 1e21, 0, null, Number.NaN, Number.POSITIVE_INFINITY];
    expect(toCsv([], [numbers]).split("\r\n")[1]).toBe("0.3333333333333333,-2.5,1e+21,0,,,");
  });

  it("holds no formula: texts that start like one get an apostrophe, numbers do not", () => {
    const texts = ["=1+1", "+49 30", "-x", "@sum", "\tcell", "\rcell", " =1", "a=b"];
    const { data } = Papa.parse<string[]>(
      toCsv(
        ["t"],
        texts.map((text) => [text, -1]),
      ),
    );
    expect(data.slice(1, -1)).toEqual(texts.map((text, i) => [i < 7 ? `'${text}` : text, "-1"]));
  });
});

describe("a file's name", () => {
  it.each([
    ["Which categories are rated most?", "shop.csv", "shop-which-categories-are-rated-most.png"],
    ["Does it differ by user’s gender?", "Größe & Mode.tsv.gz", "große-mode-does-it-differ-by-users-gender.png"],
    ["When?", "v1.2 export", "v1-2-export-when.png"],
    ["どの製品?", "", "どの製品.png"],
    ["?", "..", "chart.png"],
    ["../../etc/passwd", "C:\\data\\a.csv", "c-data-a-etc-passwd.png"],
  ])("of “%s” and “%s” is %s", (title, dataset, expected) => {
    expect(fileName(title, dataset, "png")).toBe(expected);
  });

  it("is cut between words where it is long", () => {
    const stem = fileStem("many words ".repeat(30), "shop");
    expect(stem.length).toBeLessThanOrEqual(100);
    expect(stem).toMatch(/^shop-(many-words-)*many(-words)?$/);
  });
});

describe("what a figure is made of", () => {
  it("has values in place of variables, nested and with fallbacks", () => {
    const values: Record<string, string> = { "--ink": "#111", "--ground": "#fff" };
    const settle = (css: string) => withoutVariables(css, (name) => values[name] ?? "");
    expect(settle("color-mix(in srgb, var(--ink) 84%, var( --ground ))")).toBe("color-mix(in srgb, #111 84%, #fff)");
    expect(settle("var(--none, var(--other, rgb(1, 2, 3)))")).toBe("rgb(1, 2, 3)");
    expect([settle("none"), settle("var(--none)")]).toEqual(["none", ""]);
  });

  it("breaks text between words, never at a no-break space, and a word only where it is wider than a line", () => {
    const wrap = (text: string) => wrapped(text, 10, { size: 14, weight: 400, leading: 20 }, ({ length }) => length);
    expect(wrap("one two  three\nfour")).toEqual(["one two", "three four"]);
    expect(wrap("about 41,200\u00a0ratings")).toEqual(["about", "41,200\u00a0rat", "ings"]);
    expect(wrap("")).toEqual([]);
  });

  it("has the fonts of the characters in it", () => {
    const latin = "U+0000-00FF,U+0131,U+2000-206F";
    expect([coversAny(latin, "Ж"), coversAny(latin, "Жé"), coversAny("U+4??", "Ж"), coversAny("", "Ж")]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
