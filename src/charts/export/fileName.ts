const LONGEST = 100;
const DATA_ENDINGS = /(\.(csv|tsv|tab|txt|dat|data|json|jsonl|ndjson|xlsx?|parquet|zip|gz))+$/i;

/** Lower-case words with hyphens between, in any script; Latin letters without their accents. */
function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/(?<=\p{Script=Latin})\p{M}+/gu, "");
  return plain
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** A file's name without its ending, from a chart's question and its dataset: `shop-which-categories-are-rated-most`. */
export function fileStem(title: string, dataset: string): string {
  const whole = [slug(dataset.replace(DATA_ENDINGS, "")), slug(title)].filter(Boolean).join("-");
  if (whole.length <= LONGEST) return whole || "chart";
  const cut = whole.lastIndexOf("-", LONGEST);
  return whole.slice(0, cut > 0 ? cut : LONGEST);
}

/** `shop-which-categories-are-rated-most.png`. */
export function fileName(title: string, dataset: string, ext: string): string {
  return `${fileStem(title, dataset)}.${ext}`;
}
