import { describe, expect, it } from "vitest";
import { reportDocument } from "../../../src/screens/report/document";
import { recommendationsCsv } from "../../../src/screens/report/recommendationsCsv";
import { loadedData, runResult } from "../fixtures";

describe("the report document", () => {
  it("is exactly what the job command promises", () => {
    const opened = { "0042": [{ product: "B00X", predicted: 4.71 }] };
    expect(reportDocument(loadedData(), runResult(), opened)).toEqual({
      dataset: {
        file: "electronics.csv",
        bytes: 86_400,
        read: 1_010,
        accepted: 1_000,
        rejected: 7,
        merged: 3,
        users: 200,
        products: 50,
        readMs: 12.5,
      },
      split: { method: "random", train: 800, validation: 100, test: 100, newUserShare: 0.12 },
      backend: { name: "webgl", renderer: "ANGLE (Intel, Mesa Intel(R) Iris(R) Xe (TGL), OpenGL)", reason: "Chosen." },
      run: {
        model: "dot-product-bias",
        seed: 7,
        settings: {
          model: "dot-product-bias",
          factors: 32,
          hidden: [100, 50],
          epochs: 2,
          batchSize: 64,
          learningRate: 0.005,
          weightDecay: 0.1,
          range: [0.5, 5.5],
          split: "random",
          seed: 7,
          backend: "webgl",
        },
        parameters: 8_250,
        epochs: [
          { epoch: 1, trainLoss: 1.5, validationLoss: 1.44, validationRmse: 1.2, ms: 40 },
          { epoch: 2, trainLoss: 1.1, validationLoss: 1.21, validationRmse: 1.1, ms: 38 },
        ],
        bestEpoch: 2,
        ratingsPerSecond: 20_500,
        trainMs: 78,
        stopped: false,
        notes: [],
      },
      test: {
        rmse: 1.08,
        mae: 0.9,
        known: { n: 88, rmse: 1.05, mae: 0.88 },
        new: { n: 12, rmse: 1.28, mae: 1.04 },
      },
      baselines: [
        { name: "global mean", rmse: 1.3, mae: 1.1 },
        { name: "product mean", rmse: 1.2, mae: 1 },
        { name: "damped bias", rmse: 1.12, mae: 0.95 },
      ],
      recommendations: { "0042": [{ product: "B00X", predicted: 4.71 }] },
    });
  });

  it("survives being written and read as JSON", () => {
    const document = reportDocument(loadedData(), runResult(), {});
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});

describe("the recommendations as CSV", () => {
  it("has a line per recommendation, ranked from 1", () => {
    const opened = {
      u1: [
        { product: "p1", predicted: 4.71234 },
        { product: "p2", predicted: 4 },
      ],
    };
    expect(recommendationsCsv(opened)).toBe(
      'user,rank,product,predicted\r\n"u1",1,"p1",4.7123\r\n"u1",2,"p2",4.0000\r\n',
    );
  });

  it("keeps spreadsheets from running ids as formulas, and quotes inside their field", () => {
    const opened = { "=1+1": [{ product: 'a "b", c', predicted: 1 }], " @x": [{ product: "-2", predicted: 1 }] };
    const [, first, second] = recommendationsCsv(opened).split("\r\n");
    expect(first).toBe(`"'=1+1",1,"a ""b"", c",1.0000`);
    expect(second).toBe(`"' @x",1,"'-2",1.0000`);
  });
});
