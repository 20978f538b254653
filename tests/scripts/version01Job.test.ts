import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseJob } from "../../scripts/job/options";

const FOLDER = "tests/fixtures/version-0.1";

test("a job command of version 0.1 asks for what its document says that it was given", () => {
  const job = parseJob(readFileSync(`${FOLDER}/job.txt`, "utf8").trim().split(" "))!;
  expect(job).toMatchObject({
    files: ["ratings.csv"],
    reading: { duplicates: "mean" },
    recommend: ["u05", "u17"],
    top: 5,
    settings: {
      model: "hybrid",
      factors: 4,
      hidden: [6],
      sides: ["category", "userGender"],
      minimumRatings: 3,
      dropout: 0.1,
      epochs: 4,
      patience: 2,
      batchSize: 64,
      schedule: "one-cycle",
      learningRate: 0.05,
      weightDecay: 0.2,
      range: "auto",
      relevantFrom: 4.5,
      split: "time",
      only: "",
      seed: 21,
      backend: "wasm",
    },
  });
  const { dataset, run, recommendations } = JSON.parse(readFileSync(`${FOLDER}/reports/job.json`, "utf8"));
  // A range of `auto` is half a step beyond the ends of the scale from 1 to 5.
  expect({ ...job.settings, range: [0.5, 5.5] }).toMatchObject(run.settings);
  expect(dataset.reading.duplicates).toBe(job.reading.duplicates);
  expect(Object.keys(recommendations).sort()).toEqual(job.recommend);
  expect(recommendations.u05).toHaveLength(job.top!);
});
