import type { DatasetSummary, Guesses, Preview, ReadReport } from "../../src/engine/read/types";

/** What is guessed about a comma-separated file with a header. */
export const PLAIN_GUESSES: Guesses = {
  delimiter: { value: ",", confidence: "sure", because: "every record has 3 fields" },
  encoding: { value: "utf-8", confidence: "sure", because: "it is valid UTF-8" },
  hasHeader: { value: true, confidence: "sure", because: "the first record names columns" },
  dateOrder: null,
  zeroMeans: null,
  duplicates: { value: "last", confidence: "sure", because: "no record repeats another" },
};

/** A report of 1,010 records, of which 1,000 were kept; with these figures instead. */
export function readReport(figures: Partial<ReadReport> = {}): ReadReport {
  const { file = "electronics.csv", bytes = 86_400, read = 1_010 } = figures;
  return {
    file,
    files: [{ name: file, bytes, read }],
    details: [],
    bytes,
    options: {},
    remembered: false,
    signature: "user\tproduct\trating",
    guesses: PLAIN_GUESSES,
    columns: [],
    read,
    accepted: 1_000,
    rejected: 7,
    merged: 3,
    repeated: 3,
    zeros: 0,
    shortRecords: 0,
    headerLines: 1,
    blankLines: 0,
    commentLines: 0,
    rejectedBy: { "no user": 7 },
    examples: [],
    readMs: 12.5,
    readers: 1,
    ...figures,
  };
}

export function previewOf({ file, bytes, guesses, columns }: ReadReport, rows: string[][] = []): Preview {
  return { file, bytes, guesses, columns, rows };
}

/** The figures of a file of 1,000 ratings from 1 to 5 by 200 users of 50 products; with these instead. */
export function datasetSummary(figures: Partial<DatasetSummary> = {}): DatasetSummary {
  return {
    name: "electronics.csv",
    feedback: "explicit",
    bytes: 86_400,
    ratings: 1_000,
    users: 200,
    products: 50,
    ratingLow: 1,
    ratingHigh: 5,
    ratingMean: 4.1,
    ratingStep: 1,
    commonest: { rating: 5, count: 400 },
    perUser: { mean: 5, median: 3, ninthDecile: 11, most: 40, once: 0.3, fiveOrMore: 0.4 },
    perProduct: { mean: 20, median: 12, ninthDecile: 51, most: 190, once: 0.02, fiveOrMore: 0.9 },
    titled: null,
    timed: 1,
    timeSpan: [929_232_000, 1_529_232_000],
    segments: {},
    splitParts: null,
    ...figures,
  };
}
