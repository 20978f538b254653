import { expect, test } from "vitest";
import { size } from "../../../src/engine/read/vocabulary";
import type { LoadedData } from "../../../src/features/data/store/dataState";
import { reportDocument } from "../../../src/features/report/document";
import { opened, RUNS, textOf } from "./version01";

test.each([
  ["hybrid", "ratings.collabnn", RUNS.hybrid],
  ["collabnn", "ratings.collabnn", RUNS.collabnn],
  ["dot-product", "ratings.collabnn", RUNS["dot-product"]],
  ["dot-product-bias", "ratings.collabnn", RUNS["dot-product-bias"]],
  ["pooled-history", "ratings.collabnn", RUNS["pooled-history"]],
  ["purchases", "purchases.collabnn", 1],
])(
  "all that the report of version 0.1 said of a run is said of it when its workspace is opened: %s",
  async (name, file, id) => {
    const { dataset, report, runs } = await opened(file);
    const summary = { feedback: dataset.feedback, users: size(dataset.users), products: size(dataset.products) };
    const { record } = runs.find(({ record }) => record.id === id)!;
    const now = reportDocument({ report, summary } as Pick<LoadedData, "report" | "summary">, record.result!, {});
    const { recommendations: _, ...before } = JSON.parse(textOf(`reports/${name}.json`));
    // As it is written: what has no value is left out of JSON.
    expect(JSON.parse(JSON.stringify(now))).toMatchObject(before);
  },
);
