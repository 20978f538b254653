import type { DatasetSummary, ReadReport } from "../../../src/engine/dataset/types";

/** The figures of the marketBias Electronics file (Wan et al., WSDM 2020). */
export const electronics: DatasetSummary = {
  name: "electronics.csv",
  bytes: 86_000_000,
  ratings: 1_292_954,
  users: 1_157_633,
  products: 9_560,
  ratingLow: 1,
  ratingHigh: 5,
  ratingMean: 4.05,
  singleRatingUsers: 0.91,
  timeSpan: [929232000, 1538352000],
  segments: { brand: { values: 51, known: 0.256 }, userGender: { values: 2, known: 0.135 } },
  hasSplit: true,
};

export const report: ReadReport = {
  file: "shop.csv",
  bytes: 5000,
  dialect: { delimiter: ";", encoding: "utf-8", hasHeader: true },
  columns: [
    { name: "who", role: "user", guessedFrom: "content" },
    { name: "what", role: "product", guessedFrom: "content" },
    { name: "stars", role: "rating", guessedFrom: "header" },
    { name: "note", role: "ignore", guessedFrom: "content" },
  ],
  read: 1013,
  accepted: 1000,
  rejected: 10,
  merged: 3,
  headerLines: 1,
  blankLines: 2,
  commentLines: 0,
  rejectedBy: { "no user": 3, "rating is not a number": 7 },
  examples: [
    { line: 1204, reason: "rating is not a number", text: "anna;lamp;five" },
    { line: 1300, reason: "no user", text: ";lamp;5" },
  ],
  readMs: 100,
};
