import type { Screen } from "../../src/features/frame/viewSlice";
import { formatHash } from "../../src/features/studio/hash";
import type { Visit } from "../../tests/driver/browser";
import {
  chooseReading,
  dropFiles,
  type FollowOptions,
  goTo,
  keepNothing,
  openCustomer,
  openSite,
  saveReportJson,
  setListLength,
  showAgain,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../../tests/driver/studio";
import type { JobOptions, ReadingKey } from "./options";

/** Time between two looks at the page, in ms: soon enough to go on at once, and next to no work for the page. */
const INTERVAL_MS = 200;

/**
 * Do the whole job on the page at this address, as a person would: drop, train, look up, save. Gives the saved report.
 * Throws the page's own sentence when it cannot.
 */
export async function runJob(job: JobOptions, { page }: Visit, url: string, onStatus: FollowOptions["onStatus"]) {
  const { files, reading, settings, recommend, top, again } = job;
  const options = { onStatus, interval: INTERVAL_MS };
  const show = (screen: Screen) => goTo(page, formatHash({ screen, settings }));

  await keepNothing(page);
  await openSite(page, url, formatHash({ screen: "data", settings }));
  await dropFiles(page, files);
  await waitForDataset(page, files, options);
  for (const [key, value] of Object.entries(reading)) {
    if (await chooseReading(page, key as ReadingKey, value)) await waitForDataset(page, files, options);
    else onStatus?.(`There is nothing in the data for which ${key} matters`);
  }

  await show("train");
  await train(page);
  await waitForRunFinished(page, options);

  if (recommend.length > 0) {
    await show("recommend");
    if (top !== null) await setListLength(page, top);
    if (again) await showAgain(page);
    for (const user of recommend) await openCustomer(page, user, options);
  }

  await show("report");
  return saveReportJson(page);
}
