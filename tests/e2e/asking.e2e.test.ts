import { expect, test } from "vitest";
import { dropFile, openSite, waitForDataset } from "../driver/studio";
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
