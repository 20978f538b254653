import { expect, test } from "vitest";
import { SCREENS } from "../../src/features/frame/viewSlice";
import { bar, chart, ratingsShown } from "../driver/explore";
import { goTo, openSite, waitForRunFinished } from "../driver/studio";
import { brokenRules } from "./axe";
import { useStage } from "./studioTest";

const stage = useStage();

test.each(["light", "dark"] as const)(
  "every screen keeps the rules of WCAG 2.2 AA on a %s ground",
  async (colorScheme) => {
    const { page } = stage.visit;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openSite(page, stage.url, "#/train?epochs=1&backend=wasm");
    await waitForRunFinished(page);
    for (const screen of SCREENS) {
      await goTo(page, `#/${screen}`);
      await page.getByRole("heading", { level: 1, name: new RegExp(screen, "i") }).waitFor();
      await expect.poll(() => brokenRules(page), { message: screen }).toEqual([]);
    }

    await goTo(page, "#/explore?filter=category:Headphones");
    await expect.poll(() => ratingsShown(page)).toBeLessThan(40_000);
    await bar(page, "userGender", "Female").click();
    await chart(page, "brand").getByText("Table", { exact: true }).click();
    await chart(page, "brand").getByRole("table").waitFor();
    await chart(page, "boxes").getByText("Shares", { exact: true }).click();
    await expect.poll(() => brokenRules(page), { message: "explore, filtered" }).toEqual([]);
  },
);
