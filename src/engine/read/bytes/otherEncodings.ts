import type { Encoding, Guess } from "../types";

/** Letters beyond ASCII of languages, lower case, by the encoding that people of that language write them in. */
const ALPHABETS: readonly (readonly [Encoding, string])[] = [
  // French, German, Spanish, Portuguese, Italian, Danish and Norwegian, Swedish and Finnish, Icelandic.
  ["windows-1252", "àâçéèêëîïôùûüœæ"],
  ["windows-1252", "äöüß"],
  ["windows-1252", "áéíóúñüªº"],
  ["windows-1252", "ãõáéíóúâêôçàªº"],
  ["windows-1252", "àèéìòù"],
  ["windows-1252", "æøåé"],
  ["windows-1252", "åäöé"],
  ["windows-1252", "áéíóúýðþæö"],
  // Polish, Czech and Slovak, Hungarian, Croatian and Slovenian, Romanian.
  ["windows-1250", "ąćęłńóśźż"],
  ["windows-1250", "áčďéěíňóřšťúůýžľĺŕôä"],
  ["windows-1250", "áéíóöőúüű"],
  ["windows-1250", "čćđšž"],
  ["windows-1250", "ăâîşţ"],
  ["windows-1254", "çğıöşüİâ"],
  ["windows-1251", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"],
  ["windows-1251", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"],
];

/** Letters of all of Western Europe, for files in several of its languages, and what such a guess is worth. */
const WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœªº";
const WESTERN_WORTH = 0.85;
/** Share of the letters that stand beside others beyond ASCII where whole words are of them. */
const WHOLE_WORDS = 0.6;

/** Bytes beyond ASCII from which words can be told, and different ones among them. */
const LEAST_EVIDENCE = 8;
const LEAST_KINDS = 5;
/** Share of the letters beside plain ones that words of another script have at most. */
const MIXED_WORDS = 0.03;
/** Letters that half of any Cyrillic text is of, and the least share of them. */
const COMMON_CYRILLIC = "оеаинтсрвл";
const COMMON_SHARE = 0.3;

/** Least share of the signs that letters of one alphabet are, for another encoding than the first. */
const CLEAR = 0.85;

/** What bytes that are no UTF-8 most likely are: of these, looked at from the first byte beyond ASCII on. */
export function judgeOther(bytes: Uint8Array): Guess<Encoding> {
  const usual: Guess<Encoding> = { value: "windows-1252", confidence: "likely", because: "it is not UTF-8" };
  const beyond = bytes.filter((byte) => byte >= 0x80);
  if (beyond.length < LEAST_EVIDENCE || new Set(beyond).size < LEAST_KINDS) return usual;
  const wide = judgeWide(bytes);
  if (wide) return { value: wide, confidence: "likely", because: `its bytes make whole words in ${wide}` };
  const western = WESTERN_WORTH * letterShare(new TextDecoder("windows-1252").decode(bytes), WESTERN);
  let best: { encoding: Encoding; share: number } = { encoding: "windows-1252", share: western };
  const { others, plain } = besides(bytes);
  const isWhole = others >= WHOLE_WORDS && plain <= MIXED_WORDS;
  for (const [encoding, letters] of ALPHABETS) {
    const text = new TextDecoder(encoding).decode(bytes);
    const isCyrillic = encoding === "windows-1251";
    if (isCyrillic && (!isWhole || letterShare(text, COMMON_CYRILLIC) < COMMON_SHARE)) continue;
    const share = letterShare(text, letters);
    // Of equals the first, and the usual one unless another is clearly better.
    const isBetter = encoding === "windows-1252" ? share > best.share : share >= CLEAR && share > best.share + 0.05;
    if (isBetter) best = { encoding, share };
  }
  if (best.encoding === "windows-1252") return usual;
  return { value: best.encoding, confidence: "likely", because: `its letters make words in ${best.encoding}` };
}

/** Share of the letters beyond ASCII that are of this alphabet, capitals within words counting against it. */
function letterShare(text: string, alphabet: string): number {
  let [fits, all] = [0, 0];
  for (const match of text.matchAll(/[\u00a0-\uffff]/g)) {
    const letter = match[0];
    if (/[\u2010-\u203a\u00ab\u00bb\u20ac\u2122\u00a0]/.test(letter)) continue;
    all++;
    const before = text[match.index - 1] ?? " ";
    const isInner = /\p{Ll}/u.test(before) && /\p{Lu}/u.test(letter);
    if (!isInner && (alphabet.includes(letter) || alphabet.includes(letter.toLowerCase()))) fits++;
  }
  return all === 0 ? 0 : fits / all;
}

/** Shares of the bytes beyond ASCII that stand beside another, and beside a plain letter. */
function besides(bytes: Uint8Array): { others: number; plain: number } {
  let [others, plain, all] = [0, 0, 0];
  const isLetter = (byte = 0) => (byte | 32) >= 97 && (byte | 32) <= 122;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue;
    all++;
    if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) others++;
    if (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1])) plain++;
  }
  return all === 0 ? { others: 0, plain: 0 } : { others: others / all, plain: plain / all };
}

/** One of the encodings with two bytes a sign where the bytes are plainly so; null where they are not. */
function judgeWide(bytes: Uint8Array): Encoding | null {
  const scores = (["shift_jis", "gb18030", "euc-kr"] as const)
    .map((encoding) => ({ encoding, share: wideShare(bytes, encoding) }))
    .sort((a, b) => b.share - a.share);
  const [best] = scores as [(typeof scores)[number]];
  return best.share >= 0.9 ? best.encoding : null;
}

/** Signs of everyday text; what else is decoded is rare, and most likely wrong. */
const EVERYDAY: Readonly<Record<string, RegExp>> = {
  shift_jis: /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]/,
  gb18030: /[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e\u201c\u201d\u2026\u2014]/,
  "euc-kr": /[\uac00-\ud7a3\u3000-\u303f\uff01-\uff5e]/,
};

/** Share of the signs beyond ASCII that everyday text in this encoding has; 0 where the bytes are none of it. */
function wideShare(bytes: Uint8Array, encoding: "shift_jis" | "gb18030" | "euc-kr"): number {
  const pairs = pairsOf(bytes, encoding === "shift_jis");
  if (!pairs) return 0;
  const text = new TextDecoder(encoding).decode(bytes);
  let [fits, all, broken] = [0, 0, 0];
  for (const sign of text) {
    if (sign < "\u0080") continue;
    all++;
    if (sign === "\ufffd") broken++;
    else if (EVERYDAY[encoding].test(sign)) fits++;
  }
  if (all < 2 || broken > 1) return 0;
  // Western letters before plain ones look like rare Japanese signs.
  if (encoding === "shift_jis" && pairs.filter(([lead]) => lead <= 0x9f).length < 0.7 * pairs.length) return 0;
  // In everyday words the first bytes keep to a part of the table: of Chinese half, of Korean syllables all lie low.
  const common = encoding === "gb18030" ? pairs.filter(([lead]) => lead >= 0xb0 && lead <= 0xd7) : pairs;
  const isHigh = pairs.filter(([lead, trail]) => lead >= 0xc0 && trail >= 0xc0).length > 0.95 * pairs.length;
  if (encoding !== "shift_jis" && (isHigh || besides(bytes).plain > 0.5)) return 0;
  if (encoding === "euc-kr") {
    const low = pairs.filter(([lead]) => lead >= 0xb0 && lead <= 0xc8).length / pairs.length;
    return low * (fits / all) + 0.01;
  }
  return (fits / all) * (encoding === "gb18030" ? 0.9 + (0.1 * common.length) / pairs.length : 1);
}

/** The pairs of bytes beyond ASCII; null where they do not come in pairs. */
function pairsOf(bytes: Uint8Array, isShiftJis: boolean): [number, number][] | null {
  const pairs: [number, number][] = [];
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i];
    if (lead < 0x80) continue;
    if (isShiftJis && lead >= 0xa1 && lead <= 0xdf) {
      // Half a width: rare in everyday text.
      odd++;
      continue;
    }
    const trail = bytes[i + 1] ?? 0xff;
    const isTrail = isShiftJis ? trail >= 0x40 && trail !== 0x7f : trail >= 0x81 || (trail >= 0x40 && lead < 0xa1);
    const isLead = isShiftJis ? lead <= 0x9f || (lead >= 0xe0 && lead <= 0xfc) : lead >= 0x81 && lead !== 0xff;
    if (isTrail && isLead) {
      pairs.push([lead, trail]);
      i++;
    } else if (i + 1 < bytes.length) odd++;
  }
  return pairs.length >= 2 && odd <= 0.05 * pairs.length ? pairs : null;
}
