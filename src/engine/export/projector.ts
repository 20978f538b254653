import type { SegmentRole } from "../../domain/roles";
import { ownerOf } from "../../domain/roles";
import type { ModelSnapshot } from "../../models/snapshot";
import { majorityOf } from "../read/sides";
import type { Dataset, Vocabulary } from "../read/types";
import { size, textOf } from "../read/vocabulary";
import { CsvParts } from "../recommend/bulk/csvParts";
import { createModel } from "../recommend/models/createModel";
import type { ArchivedFile } from "../workspace/writeArchive";
import { shortest } from "./shortest";
import { segmentsOf } from "./source";

/** The TensorFlow Embedding Projector shows about as many points. */
export const MOST_PROJECTED = 100_000;
const BETWEEN_BREATHS = 2000;

/**
 * Embeddings for the TensorFlow Embedding Projector: of products and of users vectors without a header, and metadata with
 * one, line by line. A product's vector is what products are compared by, side features in it. Ids that training did not
 * know are left out; of very many those with the most ratings are taken.
 */
export async function projectorFiles(
  dataset: Dataset,
  snapshot: ModelSnapshot,
  breathe: () => Promise<void>,
): Promise<ArchivedFile[]> {
  const model = createModel(snapshot);
  const products = { of: "product", ids: dataset.products, codes: dataset.product } as const;
  const users = { of: "user", ids: dataset.users, codes: dataset.user } as const;
  return [
    ...(await filesOf(
      dataset,
      products,
      (code) => (model.knowsProduct(code) ? model.productFactors(code) : null),
      breathe,
    )),
    ...(await filesOf(dataset, users, (code) => model.userFactors(code), breathe)),
  ];
}

interface Side {
  of: "product" | "user";
  ids: Vocabulary;
  /** Of each rating. */
  codes: Int32Array;
}

async function filesOf(
  dataset: Dataset,
  { of, ids, codes }: Side,
  vectorOf: (code: number) => Float32Array | null,
  breathe: () => Promise<void>,
): Promise<ArchivedFile[]> {
  const ratings = new Int32Array(size(ids));
  for (const code of codes) ratings[code]++;
  const byRatings = ratings.map((_, code) => code).sort((a, b) => ratings[b] - ratings[a] || a - b);
  const details = detailsOf(dataset, of);
  const [vectors, metadata] = [new CsvParts(), new CsvParts()];
  metadata.add(`${["id", ...details.map(({ name }) => name), "ratings"].join("\t")}\n`);
  let points = 0;
  for (let i = 0; i < byRatings.length && points < MOST_PROJECTED; i++) {
    if (i % BETWEEN_BREATHS === 0) await breathe();
    const code = byRatings[i];
    const vector = vectorOf(code);
    if (!vector) continue;
    points++;
    vectors.add(`${Array.from(vector, shortest).join("\t")}\n`);
    const texts = [textOf(ids, code), ...details.map((detail) => detail.textOf(code)), String(ratings[code])];
    metadata.add(`${texts.map(harmless).join("\t")}\n`);
  }
  return [
    { name: `${of}s-vectors.tsv`, content: vectors.blob(), packs: true },
    { name: `${of}s-metadata.tsv`, content: metadata.blob(), packs: true },
  ];
}

/** What is known of each product, or user: its title, its value of each segment. */
function detailsOf(dataset: Dataset, of: Side["of"]): { name: string; textOf(code: number): string }[] {
  const { titles } = dataset;
  const segments = segmentsOf(dataset).filter((role) => ownerOf(role) === of);
  return [
    ...(titles && of === "product" ? [{ name: "title", textOf: (code: number) => textOf(titles, code) }] : []),
    ...segments.map((role) => ({ name: columnName(dataset, role), textOf: valuesOf(dataset, role) })),
  ];
}

function columnName({ segmentNames }: Dataset, role: SegmentRole): string {
  return harmless(segmentNames?.[role] ?? role);
}

function valuesOf(dataset: Dataset, role: SegmentRole): (code: number) => string {
  const segment = dataset.segments[role]!;
  const { codes } = majorityOf(dataset, ownerOf(role), segment);
  return (code) => textOf(segment.vocabulary, codes[code]);
}

/** What would begin another field or line is a space. */
function harmless(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ");
}
