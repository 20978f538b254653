import type { ReadOptions } from "../../../engine/read/types";

const KEY = "collabnn.choices";

/** Files that are remembered; the one longest not opened is forgotten first. */
const MOST_FILES = 50;

/** Choices on how files are read, by the signature of their columns, kept in this browser between visits. */
export type RememberedChoices = Record<string, ReadOptions>;

/** What is remembered; nothing where the browser keeps nothing for this page, or what it kept is no such thing. */
export function rememberedChoices(): RememberedChoices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as RememberedChoices) : {};
  } catch {
    return {};
  }
}

/** Remember these choices for files with this signature; no choices at all forget it. */
export function rememberChoices(signature: string, options: ReadOptions): void {
  const others = Object.entries(rememberedChoices()).filter(([kept]) => kept !== signature);
  const entries = Object.keys(options).length > 0 ? [...others, [signature, options] as const] : others;
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(entries.slice(-MOST_FILES))));
  } catch {
    // A browser that keeps nothing: the choices hold for this reading alone.
  }
}

/** Forget all of them. */
export function forgetChoices(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There is nothing to forget.
  }
}
