import type { SegmentRole } from "../../src/domain/roles";
import { positionOf, yearsIn } from "../../src/engine/read/sample/calendar";
import { CHOOSING, EFFECTS, MOOD_PERIOD } from "../../src/engine/read/sample/spec";
import type { Dataset } from "../../src/engine/read/types";
import { size, textOf } from "../../src/engine/read/vocabulary";
import type { Choices } from "./choices";

const SECONDS_A_DAY = 86_400;

/** Ratings of one part, sorted by user: those of user u are first[u] .. first[u + 1]. */
export interface Part {
  size: number;
  first: Int32Array;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  /** What the file itself tells of the opinion: mean, the day's mood, the genders. */
  known: Float64Array;
  /** By how much a category's drift of one σ moves the opinion on that day. */
  drift: Float64Array;
}

/** All that an onlooker who knows the generator's constants can read from a file of ratings. */
export interface Evidence {
  users: number;
  products: number;
  /** Category and brand of each product as codes, 0 where unknown; the counts include code 0. */
  category: Int32Array;
  categories: number;
  brand: Int32Array;
  brands: number;
  train: Part;
  /** Indices of `train` by product: those of product p are trainOf[firstOf[p] .. firstOf[p + 1]). */
  firstOf: Int32Array;
  trainOf: Int32Array;
  test: Part;
  /** Who took what in the whole file: whoever asks for a rating of a product tells that it was taken. */
  choices: Choices;
}

/**
 * The Dataset's training and test part as evidence; the test ratings are there only to be compared with. Products come in
 * the order of the file's rows.
 */
export function evidenceOf(
  dataset: Dataset,
  train: Int32Array,
  test: Int32Array,
  meet: Choices["meet"],
  choosing: Choices["choosing"] = CHOOSING,
): Evidence {
  const products = size(dataset.products);
  const users = size(dataset.users);
  const trainPart = partOf(dataset, users, train);
  const { first, order } = groupBy(trainPart.product, products);
  const byUser = groupBy(dataset.user, users);
  return {
    users,
    products,
    ...attribute(dataset, "category", products),
    ...brandsOf(dataset, products),
    train: trainPart,
    firstOf: first,
    trainOf: order,
    test: partOf(dataset, users, test),
    choices: { first: byUser.first, product: byUser.order.map((row) => dataset.product[row]), meet, choosing },
  };
}

function brandsOf(dataset: Dataset, products: number): Pick<Evidence, "brand" | "brands"> {
  const { category: brand, categories: brands } = attribute(dataset, "brand", products);
  return { brand, brands };
}

/** The value of each product of a segment that all ratings of a product agree on. */
function attribute(dataset: Dataset, role: SegmentRole, products: number): Pick<Evidence, "category" | "categories"> {
  const segment = segmentOf(dataset, role);
  const category = new Int32Array(products);
  dataset.product.forEach((product, row) => {
    category[product] = segment.codes[row];
  });
  return { category, categories: size(segment.vocabulary) };
}

function segmentOf(dataset: Dataset, role: SegmentRole) {
  const segment = dataset.segments[role];
  if (!segment) throw new Error(`A sample without a column for ${role}.`);
  return segment;
}

function partOf(dataset: Dataset, users: number, rows: Int32Array): Part {
  const { first, order } = groupBy(
    rows.map((row) => dataset.user[row]),
    users,
  );
  const sorted = order.map((position) => rows[position]);
  const known = knownOpinion(dataset);
  return {
    size: rows.length,
    first,
    user: sorted.map((row) => dataset.user[row]),
    product: sorted.map((row) => dataset.product[row]),
    rating: Float32Array.from(sorted, (row) => dataset.rating[row]),
    known: Float64Array.from(sorted, known),
    drift: Float64Array.from(sorted, (row) => EFFECTS.drift * positionOf(dayOf(dataset, row))),
  };
}

/** Of a row: everything about its opinion that does not depend on what was drawn for its user, product or category. */
function knownOpinion(dataset: Dataset): (row: number) => number {
  const [ofUser, ofProduct] = [segmentOf(dataset, "userGender"), segmentOf(dataset, "productGender")];
  const textsOf = ({ vocabulary }: typeof ofUser) =>
    Array.from({ length: size(vocabulary) }, (_, code) => textOf(vocabulary, code));
  const [userTexts, productTexts] = [textsOf(ofUser), textsOf(ofProduct)];
  return (row) => {
    const gender = userTexts[ofUser.codes[row]];
    const mood = Math.sin((2 * Math.PI * yearsIn(dayOf(dataset, row))) / MOOD_PERIOD);
    return (
      EFFECTS.mean +
      EFFECTS.mood * mood +
      // The generator gives a user of unknown gender neither effect.
      (gender === "Female" ? EFFECTS.gender : 0) +
      (gender !== "" && gender === productTexts[ofProduct.codes[row]] ? EFFECTS.gender : 0)
    );
  };
}

function dayOf({ time }: Dataset, row: number): number {
  if (!time) throw new Error("A sample without times.");
  return Math.floor(time[row] / SECONDS_A_DAY);
}

/** Positions 0 .. n - 1 sorted by code, in order within a code, and where each code's begin. */
function groupBy(codes: Int32Array, count: number): { first: Int32Array; order: Int32Array } {
  const first = new Int32Array(count + 1);
  for (const code of codes) first[code + 1]++;
  for (let code = 0; code < count; code++) first[code + 1] += first[code];
  const next = first.slice();
  const order = new Int32Array(codes.length);
  codes.forEach((code, position) => {
    order[next[code]++] = position;
  });
  return { first, order };
}
