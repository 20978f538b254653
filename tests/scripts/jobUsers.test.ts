import { expect, test } from "vitest";
import { editDistance, unknownUsers } from "../../scripts/job/users";
import { packTexts } from "../../src/engine/read/vocabulary";

test.each([
  // Levenshtein's own figures: k→s, e→i, and g is added.
  ["kitten", "sitting", 3, 3],
  ["kitten", "sitting", 2, 3],
  ["u12", "u21", 2, 2],
  ["", "ab", 2, 2],
  ["same", "same", 0, 0],
  ["short", "a much longer id", 2, 3],
])("%s becomes %s by the fewest edits, counted up to %i", (a, b, most, edits) => {
  expect(editDistance(a, b, most)).toBe(edits);
});

test("every unknown id is named with the ids that look like it, those of another case or with zeros first", () => {
  const users = packTexts(["A17X", "a17y", "85129.0", "00042", "u100", "u200"]);
  expect(unknownUsers(users, ["u100", "A17X"])).toEqual([]);
  expect(unknownUsers(users, ["a17x"])).toEqual(['There is no user "a17x" in this file. Did you mean A17X or a17y?']);
  expect(unknownUsers(users, ["85129", "42", "elsewhere"])).toEqual([
    'There is no user "85129" in this file. Did you mean 85129.0?',
    'There is no user "42" in this file. Did you mean 00042?',
    'There is no user "elsewhere" in this file.',
  ]);
});
