const FIGURE = "([+-]?\\d+(?:[.,]\\d+)?)";
/** "4/5", "4.0 out of 5 stars", "4 von 5", "4 sur 5 étoiles". */
const OF = new RegExp(
  `^(?:rated\\s+)?${FIGURE}\\s*(?:/|out of|of|von|sur|de|su|van|av|z|из|på)\\s*\\d+(?:[.,]\\d+)?\\s*[\\p{L}\\p{So}]*\\.?$`,
  "iu",
);
/** "4 stars", "4★", "4 Sterne", "80 %", "8 points". */
const UNIT = new RegExp(
  `^(?:rated\\s+)?${FIGURE}[\\s-]*(?:stars?|sterne?|étoiles?|estrellas?|stelle|stella|estrelas?|sterren|points?|punkte?|pts\\.?|%|％|[★⭐☆✩]\\uFE0F?|星|点|分|점)$`,
  "iu",
);
const GLYPHS = /^[★⭐✭✮✯●♥❤]?(?:[★⭐●♥❤]\uFE0F?|[½]|[☆✩✰○♡]\uFE0F?|\s)+$/u;
const FULL = /[★⭐●♥❤]/gu;
const LONGEST = 60;

/**
 * A rating that is spelled out: 4/5, 4 stars, 4.0 out of 5 stars, ★★★★☆, 80 %. NaN for anything else. A cleaned field.
 */
export function parseRatingText(text: string): number {
  if (text.length > LONGEST) return Number.NaN;
  const match = OF.exec(text) ?? UNIT.exec(text);
  if (match) return Number(match[1].replace(",", "."));
  if (!GLYPHS.test(text)) return Number.NaN;
  return (text.match(FULL)?.length ?? 0) + (text.includes("½") ? 0.5 : 0);
}

/** Words for how good something is, from worst to best, in the main languages; half steps lie between. */
const LADDER: readonly (readonly [number, string])[] = [
  [
    1,
    "very bad|terrible|awful|horrible|very poor|worst|hate it|hated it|very dissatisfied|very unsatisfied|strongly disagree",
  ],
  [
    1,
    "sehr schlecht|furchtbar|ungenügend|sehr unzufrieden|très mauvais|nul|muy malo|muy mala|pésimo|pésima|muito ruim|péssimo",
  ],
  [
    1,
    "pessimo|molto male|zeer slecht|bardzo zły|bardzo słaby|очень плохо|ужасно|很差|非常差|とても悪い|非常に悪い|매우 나쁨|çok kötü",
  ],
  [2, "bad|poor|dislike|disliked|dissatisfied|unsatisfied|disagree|below average|not good|weak"],
  [
    2,
    "schlecht|mangelhaft|unzufrieden|mauvais|malo|mala|ruim|mau|scarso|cattivo|slecht|zły|słaby|плохо|差|悪い|나쁨|kötü",
  ],
  [3, "neutral|ok|okay|average|fair|medium|so so|so-so|meh|mediocre|normal|acceptable|neither|indifferent|mixed"],
  [
    3,
    "mittel|mittelmäßig|befriedigend|durchschnittlich|geht so|es geht|moyen|passable|correct|regular|médio|medio|razoável",
  ],
  [
    3,
    "discreto|sufficiente|matig|gemiddeld|neutraal|średni|przeciętny|нормально|средне|удовлетворительно|一般|中|普通|보통|orta",
  ],
  [4, "good|like|liked|satisfied|agree|nice|fine|above average"],
  [4, "gut|zufrieden|bon|bien|bueno|buena|bom|boa|buono|goed|dobry|хорошо|好|良い|좋음|iyi"],
  [
    5,
    "very good|excellent|great|amazing|awesome|perfect|outstanding|superb|love it|loved it|best|very satisfied|strongly agree",
  ],
  [
    5,
    "sehr gut|ausgezeichnet|hervorragend|super|sehr zufrieden|très bon|très bien|excelente|muy bueno|muy buena|muito bom|ótimo|ottimo",
  ],
  [
    5,
    "molto buono|eccellente|zeer goed|uitstekend|bardzo dobry|świetny|отлично|очень хорошо|很好|非常好|とても良い|매우 좋음|çok iyi",
  ],
];
const WORDS: ReadonlyMap<string, number> = new Map(
  LADDER.flatMap(([value, words]) => words.split("|").map((word) => [word, value] as const)),
);

const GRADE = /^([a-f])\s?([+-])?$/i;
/** Grade points of letters as American schools count them. */
const GRADES: Readonly<Record<string, number>> = { a: 4, b: 3, c: 2, d: 1, e: 0.5, f: 0 };

/** What a word in ratings most likely is worth, 1 to 5, or a letter grade, 0 to 4.3; NaN where nobody knows. */
export function worthOf(word: string): number {
  const known = WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  const grade = GRADE.exec(word);
  if (!grade) return Number.NaN;
  const step = grade[2] === "+" ? 0.3 : grade[2] === "-" ? -0.3 : 0;
  return Math.round((GRADES[grade[1].toLowerCase()] + step) * 10) / 10;
}
