import type { Column, DatasetSummary } from "../../../src/engine/read/types";
import { datasetSummary, PLAIN_GUESSES, readReport } from "../../setup/reading";

/** The figures of the marketBias Electronics file (Wan et al., WSDM 2020). */
export const electronics: DatasetSummary = datasetSummary({
  bytes: 86_000_000,
  ratings: 1_292_954,
  users: 1_157_633,
  products: 9_560,
  ratingMean: 4.05,
  perUser: { mean: 1.12, median: 1, ninthDecile: 1, most: 41, once: 0.91, fiveOrMore: 0.002 },
  perProduct: { mean: 135, median: 38, ninthDecile: 189, most: 20_000, once: 0, fiveOrMore: 1 },
  timeSpan: [929_232_000, 1_538_352_000],
  segments: { brand: { name: null, values: 51, known: 0.256 }, userGender: { name: null, values: 2, known: 0.135 } },
  splitParts: [80, 10, 10],
});

const columns: Column[] = [
  { name: "who", role: "user", guessedFrom: "content", confidence: "likely" },
  { name: "what", role: "product", guessedFrom: "content", confidence: "likely" },
  { name: "stars", role: "rating", guessedFrom: "header", confidence: "sure" },
  { name: "note", role: "ignore", guessedFrom: "content", confidence: "likely" },
];

export const report = readReport({
  file: "shop.csv",
  bytes: 5000,
  guesses: {
    ...PLAIN_GUESSES,
    delimiter: { value: ";", confidence: "sure", because: "every record has 4 fields" },
    duplicates: { value: "last", confidence: "likely", because: "people change their minds" },
  },
  columns,
  read: 1013,
  rejected: 10,
  merged: 3,
  blankLines: 2,
  rejectedBy: { "no user": 3, "rating is not a number": 7 },
  examples: [
    { file: 0, line: 1204, column: 3, reason: "rating is not a number", text: "anna;lamp;five" },
    { file: 0, line: 1300, column: 1, reason: "no user", text: ";lamp;5" },
  ],
  readMs: 100,
});
