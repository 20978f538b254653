import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namesSettings, parseHash } from "../../../src/features/studio/hash";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";

const LINKS = JSON.parse(readFileSync("tests/fixtures/version-0.1/links.json", "utf8")) as {
  link: string;
  says: { settings: object };
}[];

test.each(LINKS)("a link that version 0.1 wrote says what it said: $link", ({ link, says }) => {
  // One that names no setting leaves the next Run to the defaults, which are this version's.
  const { settings, ...view } = says;
  expect(parseHash(link)).toMatchObject(namesSettings(link) ? says : view);
  expect(namesSettings(link) || parseHash(link).settings.model === DEFAULT_SETTINGS.model).toBe(true);
  expect(settings).toHaveProperty("model");
});

test("they name every setting, filter, view and tab that the version had", () => {
  const all = LINKS.map(({ link }) => link).join("&");
  const settings =
    "model factors hidden sides minimum dropout epochs patience batch schedule lr wd range relevant split";
  for (const key of `${settings} only seed backend filter unit boxes bias tab`.split(" ")) {
    expect(all).toContain(`${key}=`);
  }
});
