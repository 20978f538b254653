import { grouped, percentOf, shortened } from "../refusal";
import type { Dataset } from "../types";
import { size, textOf } from "../vocabulary";
import type { FilesReader } from "./filesReader";
import type { LookedAt } from "./lookAt";

/** Share of records that repeat another's user and product from which roles are doubtful. */
const MANY_MERGED = 0.3;
/** Different ratings that a scale hardly has. */
const MANY_RATINGS = 200;
/** Share of the ratings that one product hardly has, and of users who rate once. */
const NEARLY_ALL = 0.9;
/** Ratings from which such shares tell something. */
const ENOUGH = 20;
/** Times before 1990 are rare: seconds since 1970. */
const EARLIEST = 631_152_000;

/** What in a reading can hardly be right: sentences for the person, before anything is learnt from it. */
export function alarmsOf(dataset: Dataset, first: LookedAt, reader: FilesReader): string[] {
  const { counts, merged } = reader;
  const { size: ratings, feedback } = dataset;
  const alarms: string[] = [];
  const named = (role: string) => first.layout.columns.find((column) => column.role === role)?.name ?? role;
  if (counts.read >= ENOUGH && merged > MANY_MERGED * counts.read && feedback === "explicit") {
    alarms.push(
      `${percentOf(merged / counts.read)} of the records repeat a user and a product: check that ${named("user")} holds the users and ${named("product")} the products.`,
    );
  }
  if (counts.read >= ENOUGH && reader.rejections.count > 0.5 * counts.read) {
    alarms.push(
      `${percentOf(reader.rejections.count / counts.read)} of the records were rejected: check how the file is read.`,
    );
  }
  if (ratings >= ENOUGH && size(dataset.users) > NEARLY_ALL * ratings) {
    alarms.push(
      `Nearly every rating is by another user: ${grouped(size(dataset.users))} users for ${grouped(ratings)} ratings. Check that ${named("user")} holds the users.`,
    );
  }
  if (feedback === "explicit" && distinct(dataset.rating, MANY_RATINGS) > MANY_RATINGS) {
    alarms.push(
      `The ratings in ${named("rating")} have more than ${MANY_RATINGS} different values: check that they are ratings, not prices or counts.`,
    );
  }
  const most = mostOf(dataset.product, size(dataset.products));
  if (ratings >= ENOUGH && most.count > NEARLY_ALL * ratings) {
    alarms.push(
      `${percentOf(most.count / ratings)} of the ratings are of one product, ${shortened(textOf(dataset.products, most.code), 60)}: check that ${named("product")} holds the products.`,
    );
  }
  for (const [role, vocabulary] of [
    ["user", dataset.users],
    ["product", dataset.products],
  ] as const) {
    if (/^-\d+\.\d+$/.test(textOf(vocabulary, 0))) {
      alarms.push(
        `The ${role}s in ${named(role)} are negative decimals, as ${textOf(vocabulary, 0)}: check that they are ids.`,
      );
    }
  }
  return [...alarms, ...timeAlarms(dataset), ...namedWords(dataset)];
}

function distinct(values: Float32Array, most: number): number {
  const seen = new Set<number>();
  for (const value of values) {
    seen.add(value);
    if (seen.size > most) break;
  }
  return seen.size;
}

function mostOf(codes: Int32Array, ids: number): { code: number; count: number } {
  const counts = new Uint32Array(ids);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  let code = 0;
  for (let i = 1; i < ids; i++) if (counts[i] > counts[code]) code = i;
  return { code, count: counts[code] };
}

function timeAlarms({ time }: Dataset): string[] {
  if (!time) return [];
  let [early, known] = [0, 0];
  for (let i = 0; i < time.length; i++) {
    if (Number.isNaN(time[i])) continue;
    known++;
    if (time[i] < EARLIEST) early++;
  }
  if (early < 0.1 * known || early === 0) return [];
  return ["Many times lie before 1990: check that the column of times is read rightly."];
}

/** Numbers among the words of a gender column say nothing that is known. */
function namedWords({ segments }: Dataset): string[] {
  const gender = segments.userGender;
  if (!gender) return [];
  const texts = Array.from({ length: size(gender.vocabulary) }, (_, code) => textOf(gender.vocabulary, code));
  const odd = texts.filter((text) => /^\d+$/.test(text));
  const isMixed = texts.some((text) => text === "Female" || text === "Male");
  if (!isMixed || odd.length === 0) return [];
  return [`The users' gender is ${odd.join(", ")} in some records beside words: what that means is not known.`];
}
