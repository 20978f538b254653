import axe from "axe-core";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { SCREENS } from "../../src/store/state";
import { goTo, openSite, waitForRunFinished } from "../driver/studio";
import { useStage } from "./studioTest";

const stage = useStage();

/** The WCAG 2.2 AA rules that the page breaks, each with the first element that breaks it. */
async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test.each(["light", "dark"] as const)(
  "every screen keeps the rules of WCAG 2.2 AA on a %s ground",
  async (colorScheme) => {
    const { page } = stage.visit;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openSite(page, stage.url, "#/train?epochs=1");
    await waitForRunFinished(page);
    for (const screen of SCREENS) {
      await goTo(page, `#/${screen}`);
      await page.getByRole("heading", { level: 1, name: new RegExp(screen, "i") }).waitFor();
      await expect.poll(() => brokenRules(page), { message: screen }).toEqual([]);
    }
  },
);
