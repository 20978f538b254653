import axe from "axe-core";
import type { Page } from "playwright";

/** The rules whose outcome the colours of a theme decide. */
export const RULES_OF_COLOUR: string[] = ["color-contrast", "link-in-text-block"];

/** The WCAG 2.2 AA rules that the page breaks, each with the first element that breaks it; of all, or of some. */
export async function brokenRules(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const runOnly = rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await page.evaluate(
    (only) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: only }),
    runOnly,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
