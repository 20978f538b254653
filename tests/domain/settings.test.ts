import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { boundsText, isWithin, SETTING_NAMES, SETTINGS, settingEntry } from "../../src/domain/settings";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES } from "../../src/models/registry";

const FLAGS = SETTING_NAMES.flatMap((name) => settingEntry(name).flag ?? []);

/** Rows of the README's table of the job's options: the options of each, and what is said of them. */
function readmeRows(): { options: string[]; text: string }[] {
  return readFileSync("README.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `--"))
    .map((line) => line.split(" | "))
    .map(([first = "", text = ""]) => ({
      options: [...first.matchAll(/`--([\w-]+)`/g)].map(([, name]) => name!),
      text,
    }));
}

describe("the schema of settings", () => {
  test("has one entry for each setting of a run, with a link and a flag of its own", () => {
    expect([...SETTING_NAMES].sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
    const links = SETTING_NAMES.map((name) => SETTINGS[name].link);
    expect(new Set(links).size).toBe(links.length);
    expect(new Set(FLAGS).size).toBe(FLAGS.length);
  });

  test.each(MODEL_NAMES)("allows what %s is trained with by default", (model) => {
    const defaults = defaultsOf(model);
    for (const name of SETTING_NAMES) {
      const { takes } = settingEntry(name);
      const value = defaults[name];
      if ("low" in takes && typeof value === "number") expect(isWithin(takes, value), name).toBe(true);
    }
  });

  test("has bounds that hold their own ends, or leave out what lies below all else", () => {
    const { learningRate, dropout, factors, hidden } = SETTINGS;
    expect([0, 1e-300, 10, 10.1].map((value) => isWithin(learningRate.takes, value))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([-0.1, 0, 0.9, 0.91].map((value) => isWithin(dropout.takes, value))).toEqual([false, true, true, false]);
    expect([0, 1, 1.5, 1024, 1025].map((value) => isWithin(factors.takes, value))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect([learningRate, dropout, factors].some(({ takes }) => isWithin(takes, Number.NaN))).toBe(false);
    expect([hidden.takes.most, boundsText(hidden.takes)]).toEqual([6, "up to six widths from 1 to 4,096"]);
  });

  test("is what the README's table of options says, in its order", () => {
    const rows = readmeRows();
    const named = rows.flatMap(({ options }) => options).filter((option) => FLAGS.some((flag) => flag === option));
    expect(named).toEqual(FLAGS);
    for (const name of SETTING_NAMES) {
      const { flag, takes } = settingEntry(name);
      const row = rows.find(({ options }) => options.some((option) => option === flag));
      if (!row) continue;
      const bounds = /(?<![\w.])([\d.,]+) to ([\d.,]+\d)/.exec(row.text.replaceAll(/`[^`]*`/g, ""));
      if (bounds && "low" in takes) {
        expect(bounds.slice(1), name).toEqual([takes.low, takes.high].map((end) => end.toLocaleString("en-US")));
      }
      if (takes.kind === "one of") for (const value of takes.values) expect(row.text, name).toContain(`\`${value}\``);
      if (takes.kind === "model") for (const model of MODEL_NAMES) expect(row.text, name).toContain(`\`${model}\``);
      if (takes.kind === "whole" && takes.or) expect(row.text, name).toContain(`\`${takes.or}\``);
    }
  });
});
