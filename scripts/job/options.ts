import { parseArgs } from "node:util";
import { DEFAULT_SETTINGS, type RunSettings } from "../../src/engine/training/types";
import { formatHash, parseHash } from "../../src/store/hash";

/** One whole job, as asked for on the command line. */
export interface JobOptions {
  file: string;
  settings: RunSettings;
  /** Users to recommend products to. */
  recommend: string[];
  /** Length of each list; null leaves it to the page. */
  top: number | null;
}

/** A command line that asks for nothing that can be done; `message` is one line that says why. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The options that are settings of the run: what they set, and what the page's link calls it. */
const SETTINGS = {
  model: { name: "model", key: "model", value: "dot-product, dot-product-bias or collabnn" },
  epochs: { name: "epochs", key: "epochs", value: "a whole number from 1 to 1,000" },
  "batch-size": { name: "batchSize", key: "batch", value: "a whole number from 1 to 1,048,576, or auto" },
  lr: { name: "learningRate", key: "lr", value: "a number above 0, at most 10" },
  "weight-decay": { name: "weightDecay", key: "wd", value: "a number from 0 to 100" },
  factors: { name: "factors", key: "factors", value: "a whole number from 1 to 1,024" },
  seed: { name: "seed", key: "seed", value: "a whole number from 0 to 4,294,967,295" },
  backend: { name: "backend", key: "backend", value: "auto, webgl, wasm or cpu" },
  split: { name: "split", key: "split", value: "random, column or time" },
} as const satisfies Record<string, { name: keyof RunSettings; key: string; value: string }>;
type SettingOption = keyof typeof SETTINGS;

const SETTING_OPTIONS = Object.keys(SETTINGS) as SettingOption[];
const MOST_RECOMMENDATIONS = 1000;

export const HELP = `Usage: npm run --silent job -- FILE.csv [options]

Reads a ratings CSV, trains one model on it in headless Chromium through the built page, and prints one JSON
document on stdout: the one that the Report screen saves. Progress goes to stderr. Options left out are the page's
own defaults.

${SETTING_OPTIONS.map((option) => `  ${`--${option}`.padEnd(16)}${SETTINGS[option].value}; default ${DEFAULT_SETTINGS[SETTINGS[option].name]}`).join("\n")}
  --recommend     ids of users, with commas between; may be given more than once
  --top           length of each user's list: a whole number from 1 to ${MOST_RECOMMENDATIONS.toLocaleString("en")}
  --help          print this

Exit code: 0 when the job finished, 1 when it failed (stderr says why), 2 when the options make no sense.
`;

/** The settings that a link with this one setting gives; a link ignores what it cannot read. */
function settingsWith(key: string, text: string): RunSettings {
  return parseHash(`#/train?${key}=${encodeURIComponent(text)}`).settings;
}

function readSetting(option: SettingOption, text: string): Partial<RunSettings> {
  const { name, key, value } = SETTINGS[option];
  const fallback = DEFAULT_SETTINGS[name];
  const read = settingsWith(key, text)[name];
  const asksForDefault = text === String(fallback) || (typeof fallback === "number" && Number(text) === fallback);
  if (read === fallback && !asksForDefault) throw new UsageError(`--${option} is ${value}, not "${text}".`);
  return { [name]: read };
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
  const [file, second] = positionals;
  if (!file) throw new UsageError("Name the CSV file to read. See --help.");
  if (second !== undefined) throw new UsageError(`Name one file, not also "${second}". See --help.`);
  let settings = DEFAULT_SETTINGS;
  for (const option of SETTING_OPTIONS) {
    const given = values[option];
    if (given !== undefined) settings = { ...settings, ...readSetting(option, given) };
  }
  const recommend = (values.recommend ?? []).flatMap((users) => users.split(",")).map((user) => user.trim());
  if (recommend.includes("")) throw new UsageError("--recommend holds an empty user id.");
  return {
    file,
    settings,
    recommend: [...new Set(recommend)],
    top: values.top === undefined ? null : readTop(values.top),
  };
}

/** The link that opens the Train screen with the job's settings. */
export function trainLink({ settings }: JobOptions): string {
  return formatHash({ screen: "train", settings });
}
