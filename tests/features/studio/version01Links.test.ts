import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseHash } from "../../../src/features/studio/hash";

const LINKS = JSON.parse(readFileSync("tests/fixtures/version-0.1/links.json", "utf8")) as {
  link: string;
  says: object;
}[];

test.each(LINKS)("a link that version 0.1 wrote says what it said: $link", ({ link, says }) => {
  expect(parseHash(link)).toMatchObject(says);
});

test("they name every setting, filter, view and tab that the version had", () => {
  const all = LINKS.map(({ link }) => link).join("&");
  const settings =
    "model factors hidden sides minimum dropout epochs patience batch schedule lr wd range relevant split";
  for (const key of `${settings} only seed backend filter unit boxes bias tab`.split(" ")) {
    expect(all).toContain(`${key}=`);
  }
});
