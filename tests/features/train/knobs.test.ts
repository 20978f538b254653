import { describe, expect, it } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { parseHash } from "../../../src/features/studio/hash";
import {
  BATCH_SIZE,
  CUT_DATE,
  changedFrom,
  DROPOUT,
  EPOCHS,
  FACTORS,
  HIDDEN,
  hintOf,
  knobsFor,
  LEARNING_RATE,
  MINIMUM_RATINGS,
  PATIENCE,
  RANGE,
  RELEVANT_FROM,
  SEED,
  TEST_PART,
  WEIGHT_DECAY,
} from "../../../src/features/train/knobs";
import { defaultsOf, MODEL_NAMES } from "../../../src/models/registry";

const STARS = { ratingLow: 1, ratingHigh: 5 };

describe("knobs", () => {
  it.each(MODEL_NAMES)("of %s read back what they show", (model) => {
    const settings: RunSettings = { ...defaultsOf(model), range: [-1, 5.5], patience: 3 };
    for (const knob of knobsFor(settings, "explicit")) {
      expect(knob.parse(knob.show(settings), STARS)).toEqual({ change: { [knob.key]: settings[knob.key] } });
    }
  });

  it.each([
    ["dot-product", []],
    ["dot-product-bias", []],
    ["collabnn", [HIDDEN]],
    ["hybrid", [HIDDEN, MINIMUM_RATINGS, DROPOUT]],
    ["pooled-history", []],
  ] as const)("of %s are those that it uses", (model, own) => {
    const special = [HIDDEN, MINIMUM_RATINGS, DROPOUT];
    expect(knobsFor(defaultsOf(model), "explicit").filter((knob) => special.includes(knob))).toEqual(own);
    expect(knobsFor(defaultsOf(model), "explicit").includes(RANGE)).toBe(model !== "pooled-history");
  });

  it.each(MODEL_NAMES)("of %s have a threshold of relevance only where something is rated", (model) => {
    const [explicit, implicit] = [knobsFor(defaultsOf(model), "explicit"), knobsFor(defaultsOf(model), "implicit")];
    expect(explicit).toContain(RELEVANT_FROM);
    expect(implicit).toEqual(explicit.filter((knob) => knob !== RELEVANT_FROM));
  });

  it("of the split are those that it reads", () => {
    const of = (change: Partial<RunSettings>) =>
      knobsFor({ ...defaultsOf("hybrid"), ...change }, "explicit").filter((knob) =>
        [TEST_PART, CUT_DATE].includes(knob),
      );
    expect(of({ split: "random" })).toEqual([TEST_PART]);
    expect(of({ split: "time" })).toEqual([TEST_PART, CUT_DATE]);
    expect(of({ split: "time", cutDate: "2016-05-01" })).toEqual([CUT_DATE]);
    expect([...of({ split: "column" }), ...of({ split: "leave-last-out" })]).toEqual([]);
  });

  it("take a day at which the times can be cut, or none", () => {
    // 2016-01-01 12:00 to 2016-12-31 12:00
    const ratings = { ...STARS, timeSpan: [1_451_649_600, 1_483_185_600] as [number, number] };
    const day = (text: string) => CUT_DATE.parse(text, ratings);
    expect([day(""), day(" 2016-05-01 ")]).toEqual([
      { change: { cutDate: "" } },
      { change: { cutDate: "2016-05-01" } },
    ]);
    expect([day("2016-12-31"), day("2016-01-02")].every((parsed) => "change" in parsed)).toBe(true);
    const outside = { problem: "A day after 2016-01-01, at the latest 2016-12-31." };
    expect([day("2016-01-01"), day("2017-01-01")]).toEqual([outside, outside]);
    expect([day("2016-06-31"), day("May 2016")]).toEqual([
      { problem: "Empty, or a day such as 2016-05-01." },
      { problem: "Empty, or a day such as 2016-05-01." },
    ]);
  });

  it("differ from the defaults only where the model reads them", () => {
    const defaults = defaultsOf("dot-product");
    expect(changedFrom(defaults, { ...defaults, dropout: 0.4, hidden: [7] })).toEqual([]);
    expect(changedFrom(defaults, { ...defaults, range: [0, 6], epochs: 9 })).toEqual(["epochs", "range"]);
    const sides = defaultsOf("hybrid").sides.toReversed();
    expect(changedFrom(defaultsOf("hybrid"), { ...defaultsOf("hybrid"), sides })).toEqual([]);
  });

  it.each([DROPOUT, WEIGHT_DECAY])("of the network of hybrid do nothing without one, and say so: %#", (knob) => {
    const bare: RunSettings = { ...defaultsOf("hybrid"), hidden: [] };
    const layered: RunSettings = { ...defaultsOf("hybrid"), hidden: [16] };
    expect(changedFrom(bare, { ...bare, [knob.key]: 0.7 })).toEqual([]);
    expect(hintOf(knob, bare)).toBe("Of the network: no effect without hidden layers.");
    expect(changedFrom(layered, { ...layered, [knob.key]: 0.7 })).toEqual([knob.key]);
    expect(hintOf(knob, layered)).toMatch(/network.*against overfitting/);
    expect(hintOf(knob, { ...bare, model: "dot-product" })).toBe(knob.hint);
  });

  it.each([
    [FACTORS, "0", "auto, or a whole number from 1 to 1,024."],
    [FACTORS, "2.5", "auto, or a whole number from 1 to 1,024."],
    [MINIMUM_RATINGS, "0", "A whole number from 1 to 1,000."],
    [DROPOUT, "1", "A number from 0 to 0.9, such as 0.1."],
    [PATIENCE, "0", "Empty for off, or a whole number from 1 to 1,000."],
    [RELEVANT_FROM, "6", "auto, or a rating from 1 to 5."],
    [RELEVANT_FROM, "good", "auto, or a rating such as 4."],
    [EPOCHS, "", "A whole number from 1 to 1,000."],
    [SEED, "-1", "A whole number from 0 to 4,294,967,295."],
    [BATCH_SIZE, "many", "auto, or a whole number from 1 to 1,048,576."],
    [LEARNING_RATE, "0", "A number above 0, at most 10, such as 0.005."],
    [WEIGHT_DECAY, "x", "A number from 0 to 100, such as 0.1."],
    [HIDDEN, "100, wide", "Up to six widths from 1 to 4,096, such as 100, 50."],
    [RANGE, "5", "auto, or two numbers such as 0 to 5.5."],
    [RANGE, "5 to 1", "The first end must be below the second."],
    [RANGE, "1 to 4", "The range must hold every rating, 1 to 5."],
  ])("say what to mend: %#", (knob, text, problem) => {
    expect(knob.parse(text, STARS)).toEqual({ problem });
  });

  it("take spellings that people use", () => {
    expect(LEARNING_RATE.parse("5e-3", null)).toEqual({ change: { learningRate: 0.005 } });
    expect(WEIGHT_DECAY.parse("0,1", null)).toEqual({ change: { weightDecay: 0.1 } });
    expect(RANGE.parse("0, 5.5", STARS)).toEqual({ change: { range: [0, 5.5] } });
    expect(RANGE.parse("0–5.5", STARS)).toEqual({ change: { range: [0, 5.5] } });
    expect(BATCH_SIZE.parse("Auto", null)).toEqual({ change: { batchSize: "auto" } });
    expect(HIDDEN.parse("", null)).toEqual({ change: { hidden: [] } });
    expect(FACTORS.parse("AUTO", null)).toEqual({ change: { factors: "auto" } });
    expect(PATIENCE.parse(" ", null)).toEqual({ change: { patience: null } });
    expect(RELEVANT_FROM.parse("3,5", STARS)).toEqual({ change: { relevantFrom: 3.5 } });
  });

  it("take the ends of what a link takes, and no more", () => {
    for (const [knob, key] of [
      [FACTORS, "factors"],
      [EPOCHS, "epochs"],
      [BATCH_SIZE, "batch"],
      [WEIGHT_DECAY, "wd"],
      [LEARNING_RATE, "lr"],
      [MINIMUM_RATINGS, "minimum"],
      [DROPOUT, "dropout"],
      [PATIENCE, "patience"],
    ] as const) {
      for (const text of [
        "0",
        "0.9",
        "0.95",
        "1",
        "10",
        "11",
        "100",
        "101",
        "1000",
        "1001",
        "1024",
        "1025",
        "1048576",
        "1048577",
      ]) {
        const isTakenByLink = parseHash(`#/train?${key}=${text}`).settings[knob.key] === Number(text);
        expect([knob.key, text, "change" in knob.parse(text, null)]).toEqual([knob.key, text, isTakenByLink]);
      }
    }
  });
});
