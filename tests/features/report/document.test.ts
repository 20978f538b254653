import { describe, expect, it } from "vitest";
import { reportDocument } from "../../../src/features/report/document";
import { recommendationsCsv } from "../../../src/features/report/recommendationsCsv";
import { datasetSummary } from "../../setup/reading";
import { baseline, errors, loadedData, ranking, runResult } from "../fixtures";

describe("the report document", () => {
  it("is exactly what the job command promises", () => {
    const opened = { "0042": [{ product: "B00X", title: "", predicted: 4.71 }] };
    expect(reportDocument(loadedData(), runResult(), opened)).toEqual({
      dataset: {
        file: "electronics.csv",
        files: [{ name: "electronics.csv", read: 1_010 }],
        details: [],
        reading: {
          delimiter: ",",
          encoding: "utf-8",
          hasHeader: true,
          dateOrder: null,
          zeroMeans: null,
          duplicates: "last",
        },
        feedback: "explicit",
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
          ranker: "item-item",
          factors: 32,
          hidden: [100, 50],
          sides: ["category", "brand", "year"],
          minimumRatings: 2,
          dropout: 0,
          epochs: 2,
          patience: null,
          batchSize: 64,
          schedule: "one-cycle",
          learningRate: 0.005,
          weightDecay: 0.1,
          range: [0.5, 5.5],
          relevantFrom: "auto",
          split: "random",
          testShare: 10,
          cutDate: "",
          folds: null,
          only: "",
          seed: 7,
          backend: "webgl",
        },
        parameters: 8_250,
        sides: [],
        epochs: [
          {
            epoch: 1,
            trainLoss: 1.5,
            validationLoss: 1.44,
            validationRmse: 1.2,
            validationKnown: 1.15,
            validationNew: 1.4,
            validationNdcg10: null,
            ms: 40,
          },
          {
            epoch: 2,
            trainLoss: 1.1,
            validationLoss: 1.21,
            validationRmse: 1.1,
            validationKnown: 1.1 - 0.05,
            validationNew: 1.1 + 0.2,
            validationNdcg10: null,
            ms: 38,
          },
        ],
        bestEpoch: 2,
        ratingsPerSecond: 20_500,
        trainMs: 78,
        stopped: false,
        notes: [],
      },
      validation: errors(100, 1.1, 0.92),
      validationRanking: null,
      conformal: { level: 0.8, groups: [{ from: 0, to: null, n: 120, halfWidth: 1.25 }] },
      test: {
        n: 100,
        rmse: 1.08,
        mae: 0.9,
        interval: [1.08 - 0.05, 1.08 + 0.05],
        maeInterval: [0.9 - 0.05, 0.9 + 0.05],
        known: errors(88, 1.05, 0.88),
        new: errors(12, 1.28, 1.04),
        knownProducts: errors(100, 1.08, 0.9),
        newProducts: { n: 0, rmse: null, mae: null, interval: null, maeInterval: null },
        ranking: {
          n: 60,
          eligible: 60,
          relevantFrom: 4,
          ndcg10: 0.08,
          ndcgInterval: [0.07, 0.09],
          recall10: 0.12,
          hitRate10: 0.2,
          coverage: 0.5,
          novelty: 6.25,
        },
        ratingOrder: null,
        segments: [
          {
            by: "brand",
            segments: [
              {
                label: "Sonora",
                n: 60,
                rmse: 1.02,
                mae: 0.85,
                interval: [1.02 - 0.05, 1.02 + 0.05],
                meanError: 0.11,
                meanErrorInterval: [0.02, 0.2],
              },
              {
                label: "",
                n: 40,
                rmse: 1.16,
                mae: 0.97,
                interval: [1.16 - 0.05, 1.16 + 0.05],
                meanError: -0.05,
                meanErrorInterval: [-0.2, 0.1],
              },
            ],
            more: 0,
          },
        ],
        biasTests: [
          {
            product: "productGender",
            user: "userGender",
            n: 70,
            f: 3.2,
            degrees: [2, 64],
            p: 0.047,
            partialEtaSquared: 0.09,
          },
        ],
      },
      baselines: [
        baseline("global mean", 1.3, 1.1),
        baseline("product mean", 1.2, 1),
        baseline("damped bias", 1.12, 0.95, 0.04),
        {
          name: "popularity",
          ...errors(0, null, null),
          known: errors(0, null, null),
          new: errors(0, null, null),
          knownProducts: errors(0, null, null),
          newProducts: errors(0, null, null),
          validation: errors(0, null, null),
          validationRanking: null,
          ranking: ranking(0.06),
          note: null,
        },
      ],
      comparison: {
        baseline: "damped bias",
        metric: "rmse",
        difference: -0.04,
        interval: [-0.06, -0.02],
        outcome: "better",
      },
      verdict: "better",
      lists: null,
      rivals: [],
      recommendations: { "0042": [{ product: "B00X", predicted: 4.71 }] },
    });
  });

  it("has the titles that are known", () => {
    const opened = {
      u1: [
        { product: "p1", title: "Desk lamp", predicted: 4.7 },
        { product: "p2", title: "", predicted: null },
      ],
    };
    expect(reportDocument(loadedData(), runResult(), opened).recommendations).toEqual({
      u1: [
        { product: "p1", title: "Desk lamp", predicted: 4.7 },
        { product: "p2", predicted: null },
      ],
    });
  });

  it("says that there were no ratings to learn", () => {
    const data = { ...loadedData(), summary: datasetSummary({ feedback: "implicit" }) };
    expect(reportDocument(data, runResult(), {}).dataset.feedback).toBe("implicit");
  });

  it("survives being written and read as JSON", () => {
    const document = reportDocument(loadedData(), runResult(), {});
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it("holds nothing of a run beyond what is promised", () => {
    const result = { ...runResult(), trace: new Float32Array(3) };
    expect(reportDocument(loadedData(), result, {})).toEqual(reportDocument(loadedData(), runResult(), {}));
  });
});

describe("the recommendations as CSV", () => {
  it("has a line per recommendation, ranked from 1", () => {
    const opened = {
      u1: [
        { product: "p1", title: "", predicted: 4.71234 },
        { product: "p2", title: "", predicted: 4 },
      ],
    };
    expect(recommendationsCsv(opened)).toBe(
      '\uFEFFuser,rank,product,predicted\r\n"u1",1,"p1",4.7123\r\n"u1",2,"p2",4.0000\r\n',
    );
  });

  it("has a column of titles as soon as one is known", () => {
    const opened = {
      u1: [{ product: "p1", title: "", predicted: null }],
      u2: [{ product: "p2", title: "Desk lamp", predicted: 4 }],
    };
    expect(recommendationsCsv(opened)).toBe(
      '\uFEFFuser,rank,product,title,predicted\r\n"u1",1,"p1","",\r\n"u2",1,"p2","Desk lamp",4.0000\r\n',
    );
  });

  it("keeps spreadsheets from running titles as formulas, and separators inside their field", () => {
    const opened = {
      u1: [
        { product: "p1", title: "=HYPERLINK(0)", predicted: null },
        { product: "p2", title: '15" screen, black', predicted: null },
      ],
    };
    const [, first, second] = recommendationsCsv(opened).split("\r\n");
    expect(first).toBe(`"u1",1,"p1","'=HYPERLINK(0)",`);
    expect(second).toBe(`"u1",2,"p2","15"" screen, black",`);
  });

  it("keeps spreadsheets from running ids as formulas, and quotes inside their field", () => {
    const opened = {
      "=1+1": [{ product: 'a "b", c', title: "", predicted: 1 }],
      " @x": [{ product: "-2", title: "", predicted: 1 }],
    };
    const [, first, second] = recommendationsCsv(opened).split("\r\n");
    expect(first).toBe(`"'=1+1",1,"a ""b"", c",1.0000`);
    expect(second).toBe(`"' @x",1,"'-2",1.0000`);
  });
});
