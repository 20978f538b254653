import { parseArgs } from "node:util";
import { BACKEND_NAMES } from "../../src/domain/names";
import { SIDE_ROLES } from "../../src/domain/roles";
import { type RunSettings, SCHEDULES, SPLIT_METHODS } from "../../src/domain/settings";
import { DATE_ORDERS, DUPLICATE_RULES, type ReadOptions, ZERO_MEANINGS } from "../../src/engine/read/types";
import { formatHash, readSetting, writeSetting } from "../../src/features/studio/hash";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES } from "../../src/models/registry";

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

/** The options that are settings of the run: what they set, and what they may be. */
const SETTINGS = {
  model: { name: "model", value: either(MODEL_NAMES) },
  factors: { name: "factors", value: "a whole number from 1 to 1,024, or auto" },
  hidden: { name: "hidden", value: "up to six widths from 1 to 4,096 with dashes between, or none" },
  sides: { name: "sides", value: `some of ${either(SIDE_ROLES)} with dashes between, or none` },
  "minimum-ratings": { name: "minimumRatings", value: "a whole number from 1 to 1,000" },
  dropout: { name: "dropout", value: "a number from 0 to 0.9" },
  epochs: { name: "epochs", value: "a whole number from 1 to 1,000" },
  patience: { name: "patience", value: "a whole number of epochs from 1 to 1,000, or none" },
  "batch-size": { name: "batchSize", value: "a whole number from 1 to 1,048,576, or auto" },
  schedule: { name: "schedule", value: either(SCHEDULES) },
  lr: { name: "learningRate", value: "a number above 0, at most 10" },
  "weight-decay": { name: "weightDecay", value: "a number from 0 to 100" },
  "relevant-from": { name: "relevantFrom", value: "a rating, or auto" },
  split: { name: "split", value: either(SPLIT_METHODS) },
  only: { name: "only", value: "a filter, such as category:Headphones;rating:4..5" },
  seed: { name: "seed", value: "a whole number from 0 to 4,294,967,295" },
  backend: { name: "backend", value: either(["auto", ...BACKEND_NAMES]) },
} as const satisfies Record<string, { name: keyof RunSettings; value: string }>;
type SettingOption = keyof typeof SETTINGS;

const SETTING_OPTIONS = Object.keys(SETTINGS) as SettingOption[];
const MOST_RECOMMENDATIONS = 1000;

function settingLine(option: SettingOption): string {
  const { name, value } = SETTINGS[option];
  return `  ${`--${option}`.padEnd(18)}${value}; default ${writeSetting(name, DEFAULT_SETTINGS[name]) || "all ratings"}`;
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
  --help            print this

Exit code: 0 when the job finished, 1 when it failed (stderr says why), 2 when the options make no sense.
`;

function settingOf(option: SettingOption, text: string): Partial<RunSettings> {
  const { name, value } = SETTINGS[option];
  const read = readSetting(name, text);
  if (read === undefined) throw new UsageError(`--${option} is ${value}, not "${text}".`);
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
        ...(Object.fromEntries(SETTING_OPTIONS.map((option) => [option, text])) as Record<SettingOption, typeof text>),
        ...(Object.fromEntries(READING_OPTIONS.map((option) => [option, text])) as Record<ReadingOption, typeof text>),
        recommend: { type: "string", multiple: true },
        top: text,
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
  for (const option of SETTING_OPTIONS) {
    const text = values[option];
    if (text !== undefined) Object.assign(given, settingOf(option, text));
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
  };
}

/** The link that opens the Train screen with the job's settings. */
export function trainLink({ settings }: JobOptions): string {
  return formatHash({ screen: "train", settings });
}
