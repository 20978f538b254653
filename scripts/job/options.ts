import { parseArgs } from "node:util";
import { SIDE_ROLES } from "../../src/domain/roles";
import {
  boundsText,
  type RunSettings,
  SETTING_NAMES,
  SETTINGS,
  type SettingFlag,
  type Takes,
} from "../../src/domain/settings";
import { DATE_ORDERS, DUPLICATE_RULES, type ReadOptions, ZERO_MEANINGS } from "../../src/engine/read/types";
import { formatHash } from "../../src/features/studio/hash";
import { readSetting, writeSetting } from "../../src/features/studio/settingText";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES, RANKERS } from "../../src/models/registry";

/** One whole job, as asked for on the command line. */
export interface JobOptions {
  /** Files of ratings, and of details of their products. */
  files: string[];
  /** How the files are to be read, where the page's guess is not to count. */
  reading: Pick<ReadOptions, ReadingKey>;
  settings: RunSettings;
  /** Users to recommend products to. */
  recommend: string[];
  /** Length of each list; null leaves it to the page. */
  top: number | null;
  /** True where lists may hold what a user has already. */
  again: boolean;
}

/** The choices on reading that the command line has. */
const READING = {
  "zero-means": { key: "zeroMeans", values: ZERO_MEANINGS },
  "date-order": { key: "dateOrder", values: DATE_ORDERS },
  duplicates: { key: "duplicates", values: DUPLICATE_RULES },
} as const;
type ReadingOption = keyof typeof READING;
export type ReadingKey = (typeof READING)[ReadingOption]["key"];
const READING_OPTIONS = Object.keys(READING) as ReadingOption[];

/** A command line that asks for nothing that can be done; `message` is one line that says why. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** "a, b or c". */
function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
}

/** What a setting may be, as the command line writes it. */
function valueText(takes: Takes): string {
  switch (takes.kind) {
    case "model":
      return either(MODEL_NAMES);
    case "one of":
      return either(takes.values);
    case "sides":
      return `some of ${either(SIDE_ROLES)} with dashes between, or none`;
    case "widths":
      return `${boundsText(takes)} with dashes between, or none`;
    case "filter":
      return "a filter, such as category:Headphones;rating:4..5";
    case "date":
      return "a day such as 2016-05-01, or none";
    case "rating":
      return `${boundsText(takes)}, or auto`;
    case "range":
      return "two numbers with a dash between, or auto";
    case "ranker":
      return either([...RANKERS, "none"]);
    case "number":
      return boundsText(takes);
    case "whole":
      return takes.or ? `${boundsText(takes)}, or ${takes.or}` : boundsText(takes);
  }
}

const SETTING_OPTIONS = SETTING_NAMES.flatMap((name): { name: keyof RunSettings; option: SettingFlag }[] => {
  const { flag } = SETTINGS[name];
  return flag ? [{ name, option: flag }] : [];
});
const MOST_RECOMMENDATIONS = 1000;

function settingLine({ name, option }: (typeof SETTING_OPTIONS)[number]): string {
  return `  ${`--${option}`.padEnd(18)}${valueText(SETTINGS[name].takes)}; default ${writeSetting(name, DEFAULT_SETTINGS[name]) || "all ratings"}`;
}

function readingLine(option: ReadingOption): string {
  return `  ${`--${option}`.padEnd(18)}${either(READING[option].values)}; default: what the page guesses from the file`;
}

export const HELP = `Usage: npm run --silent job -- FILE.csv [MORE.csv ...] [options]

Reads ratings from a file, or from several with the same columns, with details of their products from another, trains one model on it in headless Chromium through the built page, and prints one JSON
document on stdout: the one that the Report screen saves. Progress goes to stderr. Options left out are the page's
own defaults; those named here are ${DEFAULT_SETTINGS.model}'s, another --model may have others.

${READING_OPTIONS.map(readingLine).join("\n")}
${SETTING_OPTIONS.map(settingLine).join("\n")}
  --recommend       ids of users, with commas between; may be given more than once
  --top             length of each user's list: a whole number from 1 to ${MOST_RECOMMENDATIONS.toLocaleString("en")}
  --again           lists show again what a user has already
  --help            print this

Exit code: 0 when the job finished, 1 when it failed (stderr says why), 2 when the options make no sense.
`;

function settingOf({ name, option }: (typeof SETTING_OPTIONS)[number], text: string): Partial<RunSettings> {
  const read = readSetting(name, text);
  if (read === undefined) throw new UsageError(`--${option} is ${valueText(SETTINGS[name].takes)}, not "${text}".`);
  return { [name]: read };
}

function readingOf(option: ReadingOption, text: string): JobOptions["reading"] {
  const { key, values } = READING[option];
  const value = values.find((known) => known === text);
  if (value === undefined) throw new UsageError(`--${option} is ${either(values)}, not "${text}".`);
  return { [key]: value };
}

function readTop(text: string): number {
  const top = Number(text);
  if (!/^\d+$/.test(text) || top < 1 || top > MOST_RECOMMENDATIONS) {
    throw new UsageError(
      `--top is a whole number from 1 to ${MOST_RECOMMENDATIONS.toLocaleString("en")}, not "${text}".`,
    );
  }
  return top;
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...(Object.fromEntries(SETTING_OPTIONS.map(({ option }) => [option, text])) as Record<
          SettingFlag,
          typeof text
        >),
        ...(Object.fromEntries(READING_OPTIONS.map((option) => [option, text])) as Record<ReadingOption, typeof text>),
        recommend: { type: "string", multiple: true },
        top: text,
        again: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    // Node adds advice on escaping that does not fit here: its first sentence says what is wrong.
    throw new UsageError(`${(error as Error).message.split(/\.(?:\s|$)/)[0]}. See --help.`);
  }
}

/** What the command line asks for; null when it asks for help. Throws UsageError. */
export function parseJob(args: string[]): JobOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  if (positionals.length === 0) throw new UsageError("Name the CSV file to read. See --help.");
  const reading: JobOptions["reading"] = {};
  for (const option of READING_OPTIONS) {
    const text = values[option];
    if (text !== undefined) Object.assign(reading, readingOf(option, text));
  }
  const given: Partial<RunSettings> = {};
  for (const setting of SETTING_OPTIONS) {
    const text = values[setting.option];
    if (text !== undefined) Object.assign(given, settingOf(setting, text));
  }
  const settings = { ...defaultsOf(given.model ?? DEFAULT_SETTINGS.model), ...given };
  const recommend = (values.recommend ?? []).flatMap((users) => users.split(",")).map((user) => user.trim());
  if (recommend.includes("")) throw new UsageError("--recommend holds an empty user id.");
  return {
    files: positionals,
    reading,
    settings,
    recommend: [...new Set(recommend)],
    top: values.top === undefined ? null : readTop(values.top),
    again: values.again === true,
  };
}

/** The link that opens the Train screen with the job's settings. */
export function trainLink({ settings }: JobOptions): string {
  return formatHash({ screen: "train", settings });
}
