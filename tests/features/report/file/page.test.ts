import { describe, expect, it } from "vitest";
import { DEFAULT_LIST } from "../../../../src/engine/recommend/types";
import { accessibilityFaults } from "../../../setup/render";
import { file, loaded, look } from "../../explore/fixtures";
import { finishedRun, runResult } from "../../fixtures";
import { example, listOf, material, opened, saved, USERS } from "./material";

const headings = (page: Document, level: string) => [...page.querySelectorAll(level)].map((h) => h.textContent);

function partOf(page: Document, id: string): Element {
  const part = page.getElementById(id);
  if (!part) throw new Error(`The report has no part ${id}.`);
  return part;
}

/** Cells of the table with this caption, row by row. */
function cellsOf(page: Document, caption: string): string[][] {
  const table = [...page.querySelectorAll("table")].find((each) => each.caption?.textContent === caption);
  return [...(table?.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent ?? ""));
}

describe("the saved report", () => {
  it("tells everything in the order in which a reader asks", async () => {
    const page = await opened();
    expect(page.title).toBe("Our ratings");
    expect(page.documentElement.lang).toBe("en");
    expect(headings(page, "h1")).toEqual(["Our ratings"]);
    const parts = headings(page, "h2");
    expect(parts).toEqual([
      "In short",
      "What stands out in the data?",
      "What is in the data?",
      "How good is the model?",
      "How do all runs compare?",
      "How was it trained?",
      "Who would be recommended what, and why?",
      "How good are the data?",
      "What do the terms mean?",
      "How was this made?",
    ]);
    const links = [...page.querySelectorAll("nav a")];
    expect(links.map((link) => link.textContent)).toEqual(parts);
    for (const link of links) expect(page.querySelector(link.getAttribute("href")!)).not.toBeNull();
    expect(page.querySelector(".cover")?.textContent).toContain("25 November 2026");
    expect(page.querySelector(".cover")?.textContent).toMatch(/500.ratings of 40.products by 350.users/);
  });

  it("says in plain words whether the model is worth it, and what nobody can tell from it", async () => {
    const summary = partOf(await opened(), "summary").textContent;
    expect(summary).toContain("The model beats simple arithmetic.");
    expect(summary).toMatch(/0\.040.stars better than damped bias \(95.% interval 0\.020 to 0\.060\)/);
    expect(summary).toMatch(/off by 1\.05.stars for users whom it has seen, by 1\.28.stars for new ones/);
    expect(summary).toMatch(/20.% of 60.measured users have a product in their top 10 that they rated 4 or more/);
    expect(summary).toContain("A trial with customers would tell.");
    const result = runResult();
    const comparison = {
      ...result.comparison!,
      outcome: "no different" as const,
      interval: [-0.06, 0.02] as [number, number],
    };
    const run = { ...finishedRun(), result: { ...result, comparison, verdict: "no different" as const } };
    const unsure = partOf(await opened(material({ run })), "summary").textContent;
    expect(unsure).toContain("The model and simple arithmetic cannot be told apart.");
    expect(unsure).toContain("their difference may be chance");
  });

  it("has the figures of the run and of the baselines with their intervals", async () => {
    const page = await opened();
    const errors = cellsOf(page, "Errors on the test part, in stars").map(([name, , rmse]) => [name, rmse]);
    expect(errors).toEqual([
      ["Dot product + bias, this run", "1.08001.0300–1.1300"],
      ["damped bias", "1.12001.0700–1.1700"],
      ["product mean", "1.20001.1500–1.2500"],
      ["global mean", "1.30001.2500–1.3500"],
    ]);
    const board = cellsOf(page, "Runs and baselines by Validation RMSE, stars");
    expect(board[0]).toEqual(["1", expect.stringContaining("Run 1 · Dot product + bias"), "", "1.10001.0500–1.1500"]);
    expect(cellsOf(page, "Quality of the ten best products")[0]).toContain("0.08000.0700–0.0900");
    expect(cellsOf(page, "Errors by brand")).toEqual([
      ["Sonora", "", "1.02000.9700–1.0700", "+0.1100.020 to 0.200", "60"],
      ["Unknown", "", "1.16001.1100–1.2100", "−0.050−0.200 to 0.100", "40"],
    ]);
  });

  it("has a chart as SVG, with its sentence and its n, of everything that the file has", async () => {
    const charts = partOf(await opened(), "charts");
    const figures = [...charts.querySelectorAll("figure")];
    expect(figures.map((figure) => figure.querySelector("h3")?.textContent)).toEqual([
      "Who wrote the ratings?",
      "Which gender are the rated products marketed to?",
      "Which categories are rated most?",
      "Which brands are rated most?",
      "How are the ratings distributed?",
      "When were the ratings given?",
      "How do ratings spread by category and user’s gender?",
      "Did ratings change over the years?",
      "How many ratings do users have?",
      "How many ratings do products have?",
      "Do women and men rate the products that are marketed to them?",
      "Does the rating depend on both together?",
      "Is it the same in every year?",
    ]);
    for (const figure of figures) {
      const title = figure.querySelector("h3")?.textContent;
      const svg = figure.querySelector(".wide svg");
      expect(svg?.getAttribute("role"), title!).toBe("img");
      expect(svg?.getAttribute("aria-label")?.length, title!).toBeGreaterThan(20);
      expect(figure.querySelector(".answer")?.textContent, title!).toMatch(/\.$/);
      expect(figure.querySelector(":scope > .n")?.textContent, title!).toMatch(/^n = /);
    }
    // χ² of this file is 18.75 by its counts; see the fixture.
    expect(charts.textContent).toMatch(/χ² = 18\.75 with 2 degrees of freedom/);
  });

  it("leaves nothing to operate but what a page without scripts can do", async () => {
    const page = await opened();
    const operable = "button, input, select, textarea, [role=button], [role=checkbox], [role=slider], svg [tabindex]";
    expect([...page.querySelectorAll(operable)]).toEqual([]);
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const [, id] of (await saved()).matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it("accounts for every record", async () => {
    const { data, ...rest } = material();
    const report = { ...data.report, read: 510, accepted: 500, rejected: 7, merged: 3, rejectedBy: { "no user": 7 } };
    const page = await opened({ data: { ...data, report }, ...rest });
    expect(partOf(page, "quality").textContent).toMatch(/510.records read = 500 accepted \+ 7 rejected \+ 3 merged\./);
    expect(cellsOf(page, "Records rejected, by reason")).toEqual([["no user", "7", "100\u00a0%"]]);
  });

  it("says what it takes to train the run again, and where the report comes from", async () => {
    const page = await opened();
    const training = partOf(page, "training");
    expect(training.querySelector("code")?.textContent).toBe("#/train?model=dot-product-bias&seed=7");
    expect(training.textContent).toContain("Peak learning rate");
    const making = partOf(page, "making").textContent;
    expect(making).toContain("version 0123456789abcdef");
    expect(making).toContain("trained with seed 7");
    expect(making).toContain("nothing of it left that computer");
  });

  it("draws the sweeps of a blend's sampled member too, and says why their loss may rise", async () => {
    const told = material({ survey: null });
    const sweeps = [2, 1.5, 1.2].map((loss, i) => ({
      sweep: i + 1,
      trainLoss: loss,
      validationLoss: 1.3,
      counts: i > 0,
    }));
    const member = { model: "bayesian", label: "Bayesian factors", weight: 1, validationRmse: 1.1, testRmse: 1.1 };
    told.run!.result.run.members = [{ ...member, sweeps }];
    const training = partOf(await opened(told, { parts: ["training"] }), "training");
    expect(training.textContent).toContain("Did the loss of its Bayesian factors fall?");
    expect(training.textContent).toMatch(/begins anew at sweep 2.*no failure/);
    expect(training.textContent).toContain("mean anew from sweep 2");
  });

  it("is of the data alone without a finished run, and says so", async () => {
    const page = await opened(material({ run: null, runs: [], losses: [], examples: [], link: "" }));
    expect(headings(page, "h2")).toEqual([
      "In short",
      "What stands out in the data?",
      "What is in the data?",
      "How good are the data?",
      "What do the terms mean?",
      "How was this made?",
    ]);
    expect(partOf(page, "summary").textContent).toContain("No model has been trained yet");
    expect(partOf(page, "making").textContent).not.toContain("Left out");
  });

  it("leaves out what the author left out and what could not be had, and names it", async () => {
    const page = await opened(material({ survey: null }), { parts: ["findings", "charts", "results", "quality"] });
    expect(headings(page, "h2")).toEqual([
      "In short",
      "How good is the model?",
      "How good are the data?",
      "How was this made?",
    ]);
    expect(partOf(page, "making").textContent).toContain(
      "Left out: Findings (could not be made), Charts of the data (could not be made), All runs compared, Settings and training, Example recommendations, Glossary.",
    );
  });

  it("tells of a file with neither ratings nor other columns only what it has", async () => {
    const dataset = file({
      feedback: "implicit",
      without: ["category", "brand", "productGender", "userGender", "year"],
    });
    const bare = { run: null, runs: [], losses: [], examples: [], link: "" };
    const page = await opened(material({ data: loaded(dataset), survey: look({ dataset }).survey, ...bare }));
    const questions = [...partOf(page, "charts").querySelectorAll("h3")].map((h) => h.textContent);
    expect(questions).toEqual(["How many interactions do users have?", "How many interactions do products have?"]);
    expect(page.body.textContent).not.toMatch(/RMSE|stars/);
  });

  it("puts the author's remarks in paragraphs under the title", async () => {
    const note = "For the board.\n\nRead the intervals first.\nThen the figures.";
    const paragraphs = [...(await opened(material(), { note })).querySelectorAll(".note p")];
    expect(paragraphs.map((p) => p.textContent)).toEqual([
      "For the board.",
      "Read the intervals first.\nThen the figures.",
    ]);
  });

  it.each([
    ["with a run", material()],
    ["of the data alone", material({ run: null, runs: [], losses: [], examples: [] })],
  ])("has accessible markup %s", async (_, of) => {
    const page = await opened(of);
    // Of each drawing the style sheet shows one.
    for (const narrow of page.querySelectorAll(".narrow")) narrow.remove();
    document.body.replaceChildren(...page.body.childNodes);
    expect(await accessibilityFaults(document.body)).toEqual([]);
    document.body.replaceChildren();
  });
});

describe("customers in the report", () => {
  it("are numbered, the same everywhere: no user id stands in the file", async () => {
    const nothingLeft = { sentence: `${USERS[0]} has rated every product in this file.`, mostBy: "rated" as const };
    const empty = example(USERS[0], { list: { ...listOf([]), nothingLeft }, reasons: [] });
    const html = await saved(material({ examples: [empty, example(USERS[1]), example(USERS[0]), example(null)] }));
    for (const user of [...USERS, ...USERS.map((id) => id.split("@")[0])]) {
      expect(html.includes(user), user).toBe(false);
    }
    const page = new DOMParser().parseFromString(html, "text/html");
    const names = [...page.querySelectorAll(".example h3")].map((h) => h.firstChild?.textContent?.trim());
    expect(names).toEqual(["Customer 1", "Customer 2", "Customer 1", "A new customer"]);
    expect(partOf(page, "making").textContent).toContain("no user id stands in this file");
  });

  it("have their ids where the author chose so, and the file says it", async () => {
    const page = await opened(material(), { realIds: true });
    const names = [...page.querySelectorAll(".example h3")].map((h) => h.firstChild?.textContent?.trim());
    expect(names).toEqual([...USERS, "A new customer"]);
    expect(page.querySelector("#making")?.textContent).toContain("by the ids that the file has");
  });

  it("stand with what they rated, their list with its ranges, and why", async () => {
    const page = await opened();
    expect(cellsOf(page, "Rated before by Customer 1")).toEqual([
      ["Desk lampp1 · Headphones · Sonora", "9\u00a0Jun 2014", "5"],
    ]);
    const [first, second] = cellsOf(page, "Recommended to Customer 1");
    expect(first![1]).toMatch(
      /^Reading lightp2 · Headphones · SonoraRaised by this product’s own level \(\+0\.42\); lowered by how the two fit each other \(−0\.12\)\./,
    );
    expect(first![1]).toMatch(/Pulls most of what they rated: Desk lamp \(rated 5\), \+0\.08.stars\.$/);
    expect(first![2]).toBe("4.403.2 to 5.0");
    expect(second![1]).toMatch(/^p3Headphones · Sonora/);
    expect(partOf(page, "examples").textContent).toMatch(/Under each predicted rating stands its 80.% range\./);
  });

  it("have what their lists leave out said once", async () => {
    const options = { ...DEFAULT_LIST, categories: ["Headphones", ""], minimumRatings: 5 };
    const page = await opened(material({ lists: { options, among: { brand: ["Sonora"] }, excluded: 3 } }));
    expect(partOf(page, "examples").querySelector(".lead")?.textContent).toContain(
      "Only products of category: Headphones, unknown; at least 5 ratings; Brand: Sonora. 3\u00a0products on the author’s exclusion list are left out.",
    );
  });
});
