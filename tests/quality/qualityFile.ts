import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/lib/root";

const QUALITY_FILE = join(ROOT, "tests", "bench", "quality.md");

/** What a person writes about the searches stands between these lines and is kept. */
const NOTES_FROM = "<!-- notes: kept as they are -->";
const NOTES_TO = "<!-- end of notes -->";

/** The text with the notes that `old` has; without any, with room for them. */
export function withNotes(text: string, old: string): string {
  const [from, to] = [old.indexOf(NOTES_FROM), old.indexOf(NOTES_TO)];
  const notes = from >= 0 && to > from ? old.slice(from + NOTES_FROM.length, to) : "\n";
  return `${text}\n${NOTES_FROM}${notes}${NOTES_TO}\n`;
}

/** Write tests/bench/quality.md around its notes. */
export function writeQuality(text: string): void {
  const old = existsSync(QUALITY_FILE) ? readFileSync(QUALITY_FILE, "utf8") : "";
  writeFileSync(QUALITY_FILE, withNotes(text, old));
}
