import { test } from "vitest";
import { dropFile, goTo, openSite, train, waitForDataset, waitForRunFinished } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage({ base: "/some/folder/" });
const write = useFiles();

test.each(["webgl", "wasm"])("the site works from a sub-folder of its host, on %s", async (backend) => {
  const { page } = stage.visit;
  const file = write("small.csv", smallRatings());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  await goTo(page, `#/train?epochs=1&backend=${backend}`);
  await train(page);
  await waitForRunFinished(page);
  expectQuiet(stage);
});
