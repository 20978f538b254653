import { expect, test } from "vitest";
import { SCREENS } from "../../src/features/frame/viewSlice";
import { bar, chart, ratingsShown } from "../driver/explore";
import { goTo, openSite, waitForRunFinished } from "../driver/studio";
import { brokenRules, RULES_OF_COLOUR } from "./axe";
import { useStage } from "./studioTest";

const stage = useStage();

test.each([
  { colorScheme: "light", rules: undefined },
  // What the theme does not decide has been looked at on the other ground.
  { colorScheme: "dark", rules: RULES_OF_COLOUR },
] as const)("every screen keeps the rules of WCAG 2.2 AA on a $colorScheme ground", async ({ colorScheme, rules }) => {
  const { page } = stage.visit;
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await openSite(page, stage.url, "#/train?epochs=1&backend=wasm");
  await waitForRunFinished(page);
  for (const screen of SCREENS) {
    await goTo(page, `#/${screen}`);
    await page.getByRole("heading", { level: 1, name: new RegExp(screen, "i") }).waitFor();
    await expect.poll(() => brokenRules(page, rules), { message: screen }).toEqual([]);
  }

  await goTo(page, "#/explore?filter=category:Headphones");
  await expect.poll(() => ratingsShown(page)).toBeLessThan(40_000);
  await bar(page, "userGender", "Female").click();
  await chart(page, "brand").getByText("Table", { exact: true }).click();
  await chart(page, "brand").getByRole("table").waitFor();
  await chart(page, "boxes").getByText("Shares", { exact: true }).click();
  await expect.poll(() => brokenRules(page, rules), { message: "explore, filtered" }).toEqual([]);
});
