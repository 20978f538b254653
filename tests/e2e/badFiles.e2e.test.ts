import { expect, test } from "vitest";
import { dropFile, openSite, snapshot, waitForDataset } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

const HEADER = "user_id,item_id,rating\n";
const table = (...rows: string[]) => `${HEADER}${rows.join("\n")}\n`;

/** Each file with the word that its sentence must hold. */
const BAD_FILES: [string, string | Uint8Array, RegExp][] = [
  ["empty.csv", "", /empty/],
  ["picture.csv", Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256), /text/],
  ["no-product.csv", "user_id,rating\nu1,4\nu2,5\nu1,3\n", /product/],
  ["rejected.csv", table("u1,p1,qwx", "u2,p2,zzt", "u3,p1,kjh"), /not a number/],
  ["one-user.csv", table("u1,p1,5", "u1,p2,3", "u1,p3,4"), /user/],
  ["one-product.csv", table("u1,p1,5", "u2,p1,3", "u3,p1,4"), /product/],
  ["all-equal.csv", table("u1,p1,4", "u2,p2,4", "u3,p1,4", "u1,p2,4"), /(equal|same|4)/],
];

test("a file that cannot be used is answered with a sentence, and the ratings that were open stay", async () => {
  const { page } = stage.visit;
  const good = write("good.csv", smallRatings());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, good);
  await waitForDataset(page, good);

  for (const [name, content, expected] of BAD_FILES) {
    await dropFile(page, write(name, content));
    await expect.poll(async () => (await snapshot(page)).alerts.join()).toContain(name);
    const { alerts, busy } = await snapshot(page);
    expect(alerts, name).toHaveLength(1);
    expect(alerts[0]).toMatch(expected);
    expect(alerts[0], name).toMatch(/\.$/);
    expect(busy).toBe(false);
    const banner = await page.getByRole("banner").innerText();
    expect(banner, name).toContain("good.csv");
    expect(banner, name).toMatch(/3,000\sratings/);
  }
  expectQuiet(stage);
});
