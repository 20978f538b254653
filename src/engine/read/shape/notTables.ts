import { refuse } from "../refusal";

/**
 * Texts that people take for tables.
 * @throws ReadError with what such a file is, and what helps.
 */
export function requireTable(file: string, start: string): void {
  const text = start.trimStart();
  if (/^(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i.test(text)) {
    refuse(
      `${file} is a web page (HTML), not a table: most likely the page that said where the file is, or that it is gone.`,
      "Open the address in the browser and save the file itself.",
    );
  }
  if (/^<\?xml|^<[a-z][\w:-]*[\s>]/i.test(text) && /<\/[a-z]/i.test(text)) {
    refuse(`${file} is XML, not a table.`, "Convert it to CSV with one rating per line and drop that file.");
  }
  if (/^version https:\/\/git-lfs\.github\.com/.test(text)) {
    refuse(
      `${file} is a Git LFS pointer: it stands for the file, which was not fetched.`,
      "Run git lfs pull where the repository is cloned, or download the file from its page, and drop that one.",
    );
  }
  if (/^oid sha256:|^\/annex\/objects\//.test(text)) {
    refuse(`${file} is a pointer to a file, not the file itself.`, "Fetch the file it stands for and drop that one.");
  }
}
