import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dropFile, dropFiles, openSite, waitForDataset } from "../driver/studio";
import { brokenRules } from "./axe";
import { useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

const FILMS = ["Arrival", "Brazil", "Casablanca", "Dune", "Elf", "Fargo", "Gattaca", "Heat"];
const PEOPLE = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kim", "Lee"];

/** 12 people down, 8 films across, 1 to 5; a third of the cells are empty. */
function wideTable(): string {
  const cell = (person: number, film: number) =>
    (person + 2 * film) % 3 === 0 ? "" : String(1 + ((person * 3 + film) % 5));
  const lines = PEOPLE.map((name, person) => [name, ...FILMS.map((_, film) => cell(person, film))].join());
  return `${[["", ...FILMS].join(), ...lines].join("\n")}\n`;
}

test("which way round a wide table lies is asked, the answer turns it, and leads on to the ways out", async () => {
  const { page } = stage.visit;
  const file = write("club.csv", wideTable());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  const found = page.getByTestId("found");
  await expect
    .poll(() => found.innerText())
    .toMatch(/^Wide table: 64\sratings from 1 to 5 by 12\susers of 8\sproducts/);
  const question = page.getByTestId("question-table");
  expect(await page.locator("[data-testid^=question-]").count()).toBe(1);
  expect(await brokenRules(page)).toEqual([]);
  expect(await question.getByRole("button", { name: /assumed for now/ }).innerText()).toMatch(/^A user a line/);

  await question.getByRole("button", { name: /^A product a line/ }).press("Enter");
  await expect.poll(() => found.innerText()).toMatch(/64\sratings from 1 to 5 by 8\susers of 12\sproducts/);
  await expect.poll(() => question.count()).toBe(0);
  // The button that was pressed is gone: the keyboard is where it stood.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Every question");

  await page.getByTestId("found-explore").click();
  await page.getByRole("heading", { level: 1, name: "Explore" }).waitFor();
  expectQuiet(stage);
});

/** 12 people and 8 films, two of three pairs rated from 1 to 5: 64 ratings, written by these columns and signs. */
function ratings(header: string, line: (person: number, film: number, rating: number, at: number) => string): string {
  const lines: string[] = [header];
  PEOPLE.forEach((_, person) => {
    FILMS.forEach((_, film) => {
      if ((person + 2 * film) % 3 === 0) return;
      lines.push(line(person, film, 1 + ((person * 3 + film) % 5), lines.length - 1));
    });
  });
  return `${lines.filter((text) => text !== "").join("\n")}\n`;
}

const fixture = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/formats/${name}`));

interface Dropped {
  /** What is dropped together. */
  files: [name: string, content: string | Uint8Array][];
  /** What is then said to have been found, or why it was not read. */
  says: RegExp;
  /** A question that is put, the answer given, and what is found with it. */
  asks?: { id: string; answer: RegExp; says: RegExp };
}

const DROPPED: Dropped[] = [
  {
    files: [["forum.csv", ratings("joke_id,person,rating", (p, f, r) => `j${f},${PEOPLE[p]},${r}`)]],
    says: /^64\sratings from 1 to 5 by 12\susers of 8\sproducts/,
  },
  {
    files: [["lines.jsonl", ratings("", (p, f, r) => JSON.stringify({ user: PEOPLE[p], film: FILMS[f], stars: r }))]],
    says: /^JSON lines: 64\sratings from 1 to 5 by 12\susers of 8\sproducts/,
  },
  {
    files: [["shop.xlsx", fixture("sheets.xlsx")]],
    says: /^Excel workbook: 24\sratings from 1 to 5 by 6\susers of 5\sproducts/,
    asks: { id: "sheet", answer: /^Ratings/, says: /^Excel workbook: 24\sratings/ },
  },
  {
    files: [["lake.parquet", fixture("ratings.parquet")]],
    says: /^Parquet: 24\sratings from 1 to 5 by 6\susers of 5\sproducts, .*2019/,
  },
  {
    files: [
      [
        "baskets.csv",
        PEOPLE.map((_, p) =>
          FILMS.filter((_, f) => (p + 2 * f) % 3 > 0)
            .slice(p % 4)
            .join(),
        ).join("\n"),
      ],
    ],
    says: /^Baskets: \d+\sinteractions by 12\susers with 8\sproducts/,
    asks: { id: "table", answer: /^A basket a line/, says: /^Baskets: / },
  },
  {
    files: [["missing.csv", ratings("user,item,rating", (p, f, r, at) => `${p},${f},${at % 4 === 0 ? -1 : r}`)]],
    says: /^48\sratings from 1 to 5/,
    asks: { id: "missingRatings", answer: /rating/, says: /^\d+\sratings from/ },
  },
  {
    files: [
      [
        "words.csv",
        ratings(
          "user,item,bewertung",
          (p, f, r) => `${p},${f},${["terrible", "poor", "average", "good", "excellent"][r - 1]}`,
        ),
      ],
    ],
    says: /^64\sratings from 1 to 5/,
  },
  {
    files: [
      [
        "events.csv",
        ratings(
          "user_id,product_id,event_type",
          (p, f, r) => `${p},${f},${["view", "view", "cart", "view", "purchase"][r - 1]}`,
        ),
      ],
    ],
    says: /^64\sinteractions by 12\susers/,
    asks: { id: "eventWeights", answer: /^Only purchase/, says: /^\d{2}\sinteractions by/ },
  },
  {
    files: [
      ["stars.csv", ratings("user_id,item_id,rating", (p, f, r) => `${p},${f},${r}`)],
      [
        "people.csv",
        `user_id,gender,age\n${PEOPLE.map((_, p) => `${p},${p % 2 ? "F" : "M"},${15 + 3 * p}`).join("\n")}\n`,
      ],
    ],
    says: /^64\sratings .*with details of 12\susers \(people\.csv\)/,
  },
  {
    files: [["mine.csv", "Title,My Rating,Date Read\nDune,4,2019-01-03\nEmma,5,2019-02-03\nUlysses,2,2019-03-04\n"]],
    says: /ratings of one person/,
  },
];

test("ten kinds of files are dropped, asked about where they leave something open, and read", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/data");
  const found = page.getByTestId("found");
  for (const { files, says, asks } of DROPPED) {
    const names = files.map(([name]) => name);
    const paths = files.map(([name, content]) => write(name, content));
    await dropFiles(page, paths);
    const isRefused = says.test("the ratings of one person");
    const said = isRefused ? page.getByRole("alert").filter({ hasText: names[0] }) : found;
    if (!isRefused) await waitForDataset(page, paths);
    await expect.poll(() => said.innerText(), { message: names.join() }).toMatch(says);
    if (!asks) continue;
    const question = page.getByTestId(`question-${asks.id}`);
    await question.getByRole("button", { name: asks.answer }).first().click();
    await expect.poll(() => question.count(), { message: names.join() }).toBe(0);
    await expect.poll(() => found.innerText(), { message: names.join() }).toMatch(asks.says);
  }
  expectQuiet(stage);
});
