/** The font that the page is set in. */
export const FAMILY = "Inter Variable";
/** What it falls back to in a reader without it. */
export const FONT_STACK = `'${FAMILY}', Inter, system-ui, sans-serif`;

/** Every rule of the page's style sheets, those within others too. */
function* rulesOf(list: CSSRuleList): Generator<CSSRule> {
  for (const rule of list) {
    yield rule;
    if (rule instanceof CSSGroupingRule) yield* rulesOf(rule.cssRules);
  }
}

function fontRules(): CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...rulesOf(sheet.cssRules)].filter((rule) => rule instanceof CSSFontFaceRule);
    } catch {
      // A page opened from a folder may not look into its own style sheets.
      return [];
    }
  });
}

/** Whether a `unicode-range`, such as `U+0000-00FF,U+0131,U+4??`, holds any of the characters; an empty one holds all. */
export function coversAny(range: string, text: string): boolean {
  if (!range.trim()) return true;
  const spans = range.split(",").map((part): [number, number] => {
    const [low = "", high = low] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(low.replaceAll("?", "0"), 16), Number.parseInt(high.replaceAll("?", "F"), 16)];
  });
  return [...text].some((char) => {
    const code = char.codePointAt(0)!;
    return spans.some(([low, high]) => code >= low && code <= high);
  });
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The font file as a data: URL; null where the page may not read it, as from a folder. */
async function fontData(url: string): Promise<string | null> {
  if (url.startsWith("data:")) return url;
  try {
    const answer = await fetch(url);
    if (!answer.ok) return null;
    return await asDataUrl(new Blob([await answer.arrayBuffer()], { type: "font/woff2" }));
  } catch {
    return null;
  }
}

/** The page's own font as `@font-face` rules that need no other file, as far as the text's characters are in it. */
export async function embeddedFont(text: string): Promise<string> {
  const faces = fontRules().map(async ({ style, parentStyleSheet }) => {
    const read = (name: string) => style.getPropertyValue(name);
    const range = read("unicode-range");
    const isOurs = read("font-family").replace(/["']/g, "") === FAMILY && read("font-style") !== "italic";
    const [, url] = /url\(["']?([^"')]+)["']?\)/.exec(read("src")) ?? [];
    if (!isOurs || !url || !coversAny(range, text)) return "";
    const data = await fontData(new URL(url, parentStyleSheet?.href ?? document.baseURI).href);
    if (!data) return "";
    const weight = read("font-weight") || "100 900";
    const within = range ? `unicode-range:${range};` : "";
    return `@font-face{font-family:'${FAMILY}';font-weight:${weight};${within}src:url(${data}) format('woff2')}`;
  });
  return (await Promise.all(faces)).join("");
}
