import type {
  Confidence,
  Encoding,
  Guess,
  Guesses,
  ReadOptions,
  ReadQuestion,
  ReadReport,
} from "../../engine/read/types";
import { formatCount } from "../../ui/format";
import { isAnswered } from "./questions";

/** One thing that was guessed about a file, as a person sees and changes it. */
export interface GuessControl {
  key: string;
  label: string;
  value: string;
  choices: { value: string; label: string }[];
  /** How sure it is, and why. */
  why: string;
  /** True where it may well be otherwise. */
  isOpen: boolean;
  choose(value: string): ReadOptions;
}

const CONFIDENCE: Record<Exclude<Confidence, "chosen">, string> = {
  sure: "Sure",
  likely: "Likely",
  unsure: "Not sure",
};

/** "Sure: every record has 10 fields". */
export function whyText({ confidence, because }: Pick<Guess<unknown>, "confidence" | "because">): string {
  return confidence === "chosen" ? "Chosen by you" : `${CONFIDENCE[confidence]}: ${because}`;
}

const DELIMITER_NAMES: Record<string, string> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Bar |",
  "::": "Double colon ::",
  " ": "Blank",
};

const ENCODING_NAMES: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252 (Latin-1)",
  "windows-1250": "Windows-1250 (Central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1254": "Windows-1254 (Turkish)",
  gb18030: "GB18030 (Chinese)",
  shift_jis: "Shift-JIS (Japanese)",
  "euc-kr": "EUC-KR (Korean)",
  "utf-16le": "UTF-16, little end first",
  "utf-16be": "UTF-16, big end first",
};

/** The choices by name; a value that is none of them, such as a delimiter of one's own, joins them as it is. */
function choicesOf(names: Record<string, string>, value: string) {
  const all = Object.hasOwn(names, value) ? names : { ...names, [value]: signName(value) };
  return Object.entries(all).map(([value, label]) => ({ value, label }));
}

/** A sign as a person sees it: "!", and "U+0001" of one that cannot be seen. */
function signName(sign: string): string {
  const names = [...sign].map((char) =>
    /[\p{C}\p{Z}]/u.test(char) ? `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}` : char,
  );
  return names.join("");
}

type Choices = { label: string; names: Record<string, string>; choose(value: string): ReadOptions };

const CONTROLS: { [Key in keyof Guesses]: Choices } = {
  delimiter: { label: "Fields are separated by", names: DELIMITER_NAMES, choose: (delimiter) => ({ delimiter }) },
  encoding: {
    label: "Encoding",
    names: ENCODING_NAMES,
    choose: (encoding) => ({ encoding: encoding as Encoding }),
  },
  hasHeader: {
    label: "First record",
    names: { true: "Names the columns", false: "Is a record like the others" },
    choose: (value) => ({ hasHeader: value === "true" }),
  },
  dateOrder: {
    label: "Dates such as 3/4/2015",
    names: { "day-first": "3 April: the day first", "month-first": "4 March: the month first" },
    choose: (order) => ({ dateOrder: order as ReadOptions["dateOrder"] }),
  },
  zeroMeans: {
    label: "A rating of 0",
    names: { rating: "Is a rating", missing: "Means that none was given" },
    choose: (meaning) => ({ zeroMeans: meaning as ReadOptions["zeroMeans"] }),
  },
  duplicates: {
    label: "Of several ratings by one user of one product",
    names: { last: "The last counts", first: "The first counts", mean: "Their mean counts", all: "All count" },
    choose: (rule) => ({ duplicates: rule as ReadOptions["duplicates"] }),
  },
};

/** What a choice is called in its list. */
export function choiceLabel(key: keyof Guesses, value: string): string {
  return CONTROLS[key].names[value] ?? value;
}

/** What the kind of file itself says, so that there is nothing to change: where fields end, and how letters are meant. */
function settledBy(format: string): readonly (keyof Guesses)[] {
  if (format === "delimited text" || format === "wide table") return [];
  if (format.includes("Excel")) return ["delimiter", "encoding"];
  return format.includes("Parquet") ? ["delimiter", "encoding", "hasHeader"] : ["delimiter", "hasHeader"];
}

/** What there is to change about how a file is read, in the order of the form. */
export function guessControls(guesses: Guesses, format = "delimited text"): GuessControl[] {
  const settled = settledBy(format);
  return (Object.keys(CONTROLS) as (keyof Guesses)[]).flatMap((key): GuessControl[] => {
    const guess = guesses[key];
    if (!guess || settled.includes(key)) return [];
    const { label, names, choose } = CONTROLS[key];
    const isOpen = guess.confidence === "unsure";
    return [
      {
        key,
        label,
        value: String(guess.value),
        choices: choicesOf(names, String(guess.value)),
        why: whyText(guess),
        isOpen,
        choose,
      },
    ];
  });
}

const QUESTION_LABELS: Record<string, string> = {
  table: "The table lies",
  sheet: "Sheet with the ratings",
  spellings: "Values that differ only by case or blanks",
  ratingWords: "Ratings in words",
  missingRatings: "Ratings outside all others",
  eventWeights: "What people did",
  dayNumbers: "Whole numbers as times",
};

/** Answered questions as controls, so that an answer can be changed. */
export function questionControls(questions: readonly ReadQuestion[], options: ReadOptions): GuessControl[] {
  return questions.map((asked): GuessControl => {
    const isChosen = isAnswered(asked, options);
    const isOpen = !isChosen && asked.because === undefined;
    return {
      key: asked.id,
      label: QUESTION_LABELS[asked.id] ?? asked.question,
      value: String(asked.default),
      choices: asked.answers.map(({ label }, i) => ({ value: String(i), label })),
      why: isOpen
        ? "Not sure: the file does not say"
        : isChosen
          ? "Chosen by you"
          : whyText({ confidence: "likely", because: asked.because! }),
      isOpen,
      choose: (value) => asked.answers[Number(value)].change,
    };
  });
}

const MERGED_BY: Record<string, string> = {
  last: "the last one counts",
  first: "the first one counts",
  mean: "their mean counts",
};

/** What became of records that repeat a user and a product; null where none does. */
export function repeatsSentence({ repeated, guesses }: ReadReport): string | null {
  if (repeated === 0) return null;
  const one = repeated === 1;
  const records = `${formatCount(repeated)} record${one ? " repeats" : "s repeat"} a user and a product`;
  if (!guesses.duplicates) return `${records}: how often is added up.`;
  const rule = MERGED_BY[guesses.duplicates.value];
  return rule ? `${records}: ${rule}.` : `${records}: all of them count.`;
}

/** The guesses with choices that were made since but not read with. */
export function changedGuesses(guesses: Guesses, change: ReadOptions): Guesses {
  const entries = (Object.keys(guesses) as (keyof Guesses)[]).map((key) => {
    const value = change[key];
    return [key, value === undefined ? guesses[key] : { value, confidence: "chosen", because: "" }];
  });
  return Object.fromEntries(entries) as Guesses;
}
