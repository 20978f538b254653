/** A text as HTML that stands for nothing but itself, within an element or a quoted attribute. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/**
 * HTML without the characters that names in data may hold but no page should: controls and what is no character, and
 * those that turn the direction of what follows, which could make a sentence say something else.
 */
export function tidy(html: string): string {
  return html
    .replace(/[\u2028\u2029]/g, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]|[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, "");
}

/** What a reader sees of HTML, roughly: its text without the tags. */
export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");
}

/** The letters of a text, once each, and all of ASCII: what a font must have for it. */
export function lettersOf(text: string): string {
  const letters = new Set(text.match(/\p{L}/gu));
  return `Az09${[...letters].join("")}`;
}
