import { bytesOfText } from "../../src/engine/read/bytes/source";
import { readRatings } from "../../src/engine/read/reading/read";
import { generate, type Sample } from "../../src/engine/read/sample/sample";
import { DENSE_SPEC, SAMPLE_SPECS, type SampleSpec } from "../../src/engine/read/sample/spec";
import type { Dataset } from "../../src/engine/read/types";
import { codeOf, size, textOf } from "../../src/engine/read/vocabulary";
import type { Choices } from "./choices";

/** The kinds of data that a model must be good at, by its defaults alone. */
export const REGIME_NAMES = ["dense", "demo", "sparse"] as const;
export type RegimeName = (typeof REGIME_NAMES)[number];

const SPECS: Readonly<Record<RegimeName, SampleSpec>> = {
  dense: DENSE_SPEC,
  demo: SAMPLE_SPECS.demo,
  sparse: SAMPLE_SPECS.sparse,
};

/** One sample of a regime, read as a file is, with the truth that it was made from; rows are in the file's order. */
export interface Regime {
  name: RegimeName;
  /** Of the sample, and of the split. */
  seed: number;
  dataset: Dataset;
  /** Latent opinion of each rating before noise. */
  opinions: Float32Array;
  /** By the Dataset's codes. */
  meet: Choices["meet"];
}

export async function buildRegime(name: RegimeName, seed: number): Promise<Regime> {
  return regimeOf(name, SPECS[name], seed);
}

/** The same of a sample of any size. */
export async function regimeOf(name: RegimeName, spec: SampleSpec, seed: number): Promise<Regime> {
  const sample = generate(spec, seed);
  const dataset = await readSample(sample);
  const codes = Int32Array.from(sample.productNames, (product) => codeOf(dataset.products, product));
  const ids = Array.from({ length: size(dataset.users) }, (_, code) => textOf(dataset.users, code));
  const meet: Choices["meet"] = (user, random) => codes[sample.meet(ids[user], random)];
  return { name, seed, dataset, opinions: sample.opinions, meet };
}

/** A sample's CSV through the reader. Throws when a row is missing: truth and Dataset would not line up. */
async function readSample(sample: Sample): Promise<Dataset> {
  const text = [...sample.csv()].map((piece) => piece.text).join("");
  const { dataset } = await readRatings(bytesOfText("sample.csv", text));
  if (dataset.size !== sample.ratings) throw new Error("The sample was not read whole.");
  return dataset;
}
