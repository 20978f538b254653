import { expect, test } from "vitest";
import { goTo, openSite, snapshot, train, waitForRunFinished } from "../driver/studio";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage(undefined, ["--use-gl=disabled"]);

test("without any WebGL the page trains on WebAssembly and says so plainly", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/train?model=collabnn&epochs=1");
  await waitForRunFinished(page);
  const device = await page.getByTestId("run-device").innerText();
  expect(device).toMatch(/^WebAssembly.*webgl is not usable: This browser offers no WebGL 2 to a worker\./);
  expectQuiet(stage);

  await goTo(page, "#/train?model=collabnn&epochs=1&backend=webgl");
  await train(page);
  await expect
    .poll(async () => (await snapshot(page)).alerts.join(" "))
    .toMatch(/webgl backend cannot be used here.*Choose auto/);
});
