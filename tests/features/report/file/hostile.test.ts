import { describe, expect, it } from "vitest";
import { escaped, lettersOf, plainText, tidy } from "../../../../src/features/report/file/text";
import { example, listOf, material, opened, rated, reasonsFor, recommended, saved } from "./material";

const SCRIPT = "<script>alert(1)</script>";
const QUOTES = `"><img src=x onerror=alert(1)>' & `;
/** Separators that end a line of a script, controls, and what turns the direction of all that follows. */
const HIDDEN = "a\u2028b\u2029c\u0000d\u0007e\u001bf\u0085g\u202ehdlog\u2066i\u200fj\ufffek";

const HOSTILE = [SCRIPT, QUOTES, HIDDEN, "</style><script>", "</title><b>", "&lt;script&gt;", "javascript:alert(1)"];
const ALL = HOSTILE.join(" ");

/** A report with these words wherever a file or its author has a say. */
function hostile() {
  const { data, survey, run, ...rest } = material();
  const labels = Object.fromEntries(
    Object.entries(survey!.labels).map(([role, texts]) => [
      role,
      texts.map((text, i) => (i > 1 ? `${text} ${ALL}` : text)),
    ]),
  );
  const user = `user ${ALL}`;
  const product = recommended(`p ${ALL}`, 4.2, `title ${ALL}`);
  const reasons = { ...reasonsFor(product.product), pulls: [{ product: "p1", title: ALL, rating: 5, change: 0.2 }] };
  const [table] = run!.result.test.segments;
  const segments = [
    { ...table!, segments: table!.segments.map((each) => ({ ...each, label: `${each.label} ${ALL}` })) },
  ];
  const backend = { ...run!.result.backend, renderer: ALL };
  const result = { ...run!.result, backend, test: { ...run!.result.test, segments } };
  const columns = [{ name: ALL, role: "user" as const, guessedFrom: "header" as const, confidence: "sure" as const }];
  const report = { ...data.report, file: ALL, files: [{ name: ALL, bytes: 1, read: 1 }], columns };
  const history = [{ ...rated("p1", 5, ALL), category: ALL, brand: ALL }];
  return {
    ...rest,
    data: { ...data, summary: { ...data.summary, name: ALL }, report },
    survey: { ...survey!, labels },
    run: { ...run!, result },
    runs: [{ ...run!, result }],
    link: `#/train?only=${ALL}`,
    version: ALL,
    examples: [example(user, { history, list: listOf([product]), reasons: [reasons] })],
  };
}

const WORDS = { title: `Title ${ALL}`, note: `Note ${ALL}`, realIds: true };

describe("a hostile file", () => {
  it("puts nothing into the report but its own words", async () => {
    const page = await opened(hostile(), WORDS);
    expect([...page.querySelectorAll("script, img, iframe, object, embed, link, base, form, b")]).toEqual([]);
    for (const element of page.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^src$|^srcdoc$|^xlink:href$|^action$/);
        if (name === "href") expect(value).toMatch(/^#[a-z]+$/);
        if (name === "style") expect(value).not.toMatch(/url\(|expression/);
      }
    }
    expect(page.title).toContain(SCRIPT);
    for (const part of ["charts", "results", "examples", "quality", "making"]) {
      const { textContent } = page.getElementById(part)!;
      expect(textContent, part).toContain(SCRIPT);
      expect(textContent, part).toContain(`"><img src=x onerror=alert(1)>' &`);
      expect(textContent, part).toContain("&lt;script&gt;");
    }
    const style = page.querySelectorAll("style");
    expect(style).toHaveLength(1);
    expect(style[0].textContent).not.toContain("script");
  });

  it("turns no direction, ends no line and hides no character", async () => {
    const html = await saved(hostile(), WORDS);
    expect(html.match(/[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufffe\uffff]/u)).toBeNull();
    // No control but those between lines.
    expect(html.match(/(?![\t\n\r])\p{Cc}/u)).toBeNull();
    expect(html.includes("a b cdefghdlogijk")).toBe(true);
  });

  it("cannot loosen what the page may do: its policy comes first, and allows neither scripts nor requests", async () => {
    const page = await opened(hostile(), WORDS);
    const [charset, policy] = page.head.children;
    expect(charset?.getAttribute("charset")).toBe("utf-8");
    expect(policy?.getAttribute("http-equiv")).toBe("Content-Security-Policy");
    const directives = policy!.getAttribute("content")!.split("; ");
    expect(directives.slice(0, 4)).toEqual([
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      "img-src data:",
      "font-src data:",
    ]);
    expect(page.querySelectorAll("meta[http-equiv]")).toHaveLength(1);
  });
});

describe("texts of the report", () => {
  it("stand for nothing but themselves in elements and quoted attributes", () => {
    expect(escaped(`<a b="c">&amp;</a>`)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;");
  });

  it("keep every letter of every script, and the ends of lines", () => {
    const text = "Žluťoučký כיסא 椅子 كرسي Стул 👍🏽\nnext\ttab";
    expect(tidy(text)).toBe(text);
  });

  it("are read without their tags, for the glossary and the font", () => {
    expect(plainText(`<p class="a">χ² &amp; <b>η²</b></p>`)).toBe(" χ² &  η²  ");
    expect(lettersOf("χ² — 10 % η")).toBe("Az09χη");
  });
});
