import type { ListView, RatedProduct, Reasons, Recommendation } from "../../../../src/engine/recommend/types";
import { DEFAULT_LIST } from "../../../../src/engine/recommend/types";
import { drawParts } from "../../../../src/features/report/file/draw";
import { reportPage } from "../../../../src/features/report/file/page";
import { PART_NAMES, type ReportChoices, type ReportMaterial } from "../../../../src/features/report/file/types";
import type { ReportExample } from "../../../../src/features/report/store/reportState";
import { lossSeries } from "../../../../src/features/train/lossSeries";
import { file, loaded, look } from "../../explore/fixtures";
import { finishedRun } from "../../fixtures";

/** Ids that no text holds by chance. */
export const USERS = ["reader-17@mail.example", "reader-4@mail.example"];

const about = { category: "Headphones", brand: "Sonora" };

export function rated(product: string, rating: number, title = ""): RatedProduct {
  return { product, title, rating, time: Date.UTC(2014, 5, 9) / 1000, ...about };
}

export function recommended(product: string, predicted: number, title = ""): Recommendation {
  const interval: [number, number] = [predicted - 1.2, Math.min(5, predicted + 1.2)];
  const popular = { ratings: 12, mean: 4.2, popularityRank: 3, isPopular: false };
  return { product, title, score: predicted, predicted, interval, ...about, ...popular, likely: null, because: [] };
}

export function listOf(recommendations: Recommendation[]): ListView {
  return {
    kind: "rating",
    recommendations,
    popular: recommendations,
    overlap: 1,
    unknownOverlap: 1,
    excluded: { rated: 1, listed: 0, filtered: 0 },
    nothingLeft: null,
    other: null,
  };
}

/** Raised by the product's level, lowered a little by the fit; pulled by one rated product. */
export function reasonsFor(product: string): Reasons {
  return {
    product,
    title: "",
    kind: "rating",
    unit: "logits",
    terms: [
      { name: "mean", value: 1.2 },
      { name: "product", value: 0.42 },
      { name: "interaction", value: -0.12 },
      { name: "user", value: 0.01 },
    ],
    logit: 1.51,
    interest: null,
    predicted: 4.4,
    ratings: 1,
    pulls: [
      { product: "p1", title: "Desk lamp", rating: 5, change: 0.084 },
      { product: "p9", title: "", rating: 2, change: 0.0001 },
    ],
  };
}

export function example(user: string | null, change: Partial<ReportExample> = {}): ReportExample {
  return {
    kind: user === null ? "new" : "opened",
    user,
    known: user !== null,
    history: user === null ? [] : [rated("p1", 5, "Desk lamp")],
    list: listOf([recommended("p2", 4.4, "Reading light"), recommended("p3", 4.1)]),
    reasons: [reasonsFor("p2"), reasonsFor("p3")],
    ...change,
  };
}

/** All that a report of 500 ratings and one finished Run tells of; two customers were opened. */
export function material(change: Partial<ReportMaterial> = {}): ReportMaterial {
  const dataset = file();
  const run = finishedRun() as NonNullable<ReportMaterial["run"]>;
  return {
    data: loaded(dataset),
    survey: look({ dataset }).survey,
    run,
    runs: [run],
    losses: [lossSeries(run)],
    examples: [...USERS.map((user) => example(user)), example(null)],
    lists: { options: DEFAULT_LIST, among: {}, excluded: 0 },
    link: "#/train?model=dot-product-bias&seed=7",
    version: "0123456789abcdef",
    ...change,
  };
}

export const CHOICES: ReportChoices = { title: "Our ratings", note: "", parts: PART_NAMES, realIds: false };

function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(blob);
  });
}

/** The saved file as text, of the 25th of November 2026. */
export async function saved(of = material(), choices: Partial<ReportChoices> = {}): Promise<string> {
  const parts = await drawParts(of, new AbortController().signal, () => {});
  return textOf(await reportPage(of, parts, { ...CHOICES, ...choices }, new Date(2026, 10, 25)));
}

/** The saved file as a browser reads it. */
export async function opened(of = material(), choices: Partial<ReportChoices> = {}): Promise<Document> {
  return new DOMParser().parseFromString(await saved(of, choices), "text/html");
}
