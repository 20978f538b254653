import { type ColumnRole, ownerOf, SEGMENT_ROLES } from "../../../domain/roles";
import { areGenders, isDistinct, numericShare, share } from "../guess/contentKinds";
import type { Layout } from "../guess/layout";
import { speaksOfOthers, wordsOf } from "../guess/nameWords";
import { detailColumns, valuesOf } from "../guess/roleContent";
import { normalised } from "../guess/roleNames";
import { type Flags, flagsOf, isFlag } from "./flags";
import { type LookedAt, rolesOf } from "./lookAt";

/** A table that says more of products, or of users, one a line. */
export interface TableOfDetails {
  file: LookedAt;
  of: "product" | "user";
  roles: ColumnRole[];
  /** Columns of 0 and 1 that stand for the categories together; the first of them has the role. */
  flags?: Flags;
  /** True where it has ratings of its own that only one person can have given. */
  isOnePersons: boolean;
}

/** What details can tell of a product or a user beside a title. */
export function isTold(role: ColumnRole, of: "product" | "user"): boolean {
  return SEGMENT_ROLES.some((segment) => segment === role && ownerOf(segment) === of);
}

/** Flags of 0 and 1 from which a table says what kinds things are of. */
const LEAST_FLAGS = 3;
/** Oldest person in a table of users. */
const OLDEST = 120;

/** The file as a table of details; null for one of ratings. */
export function detailsOf(file: LookedAt): TableOfDetails | null {
  const { layout } = file;
  if (layout.columns.length < 2) return null;
  const users = layout.guesses.hasHeader.value ? namedUsers(file) : unnamedUsers(file);
  if (users) return { file, of: "user", roles: users, isOnePersons: false };
  const products = layout.guesses.hasHeader.value ? namedProducts(file) : unnamedProducts(file);
  if (!products) return null;
  const table: TableOfDetails = { file, of: "product", roles: products, isOnePersons: isOnePersons(layout) };
  const flags = products.includes("category") ? null : flagsOf(layout);
  if (!flags) return table;
  return { ...table, roles: products.map((role, i) => (i === flags.fields[0] ? "category" : role)), flags };
}

/** What a column of details can be read as; what ratings have is none of it. */
function kept(roles: readonly ColumnRole[], of: "product" | "user"): ColumnRole[] {
  return roles.map((role) =>
    role === of || isTold(role, of) || (role === "title" && of === "product") ? role : "ignore",
  );
}

function namedProducts({ layout }: LookedAt): ColumnRole[] | null {
  const { columns, records } = layout;
  // A header whose names are not known: the roles are guesses by content.
  if (columns.every(({ guessedFrom }) => guessedFrom === "content")) return null;
  const roles = rolesOf(layout);
  const id = roles.includes("product") ? -1 : columns.findIndex(({ name }) => normalised(name) === "id");
  const named = roles.map((role, i) => (i === id ? "product" : role));
  const product = named.indexOf("product");
  const tells = named.some((role) => role === "title" || isTold(role, "product"));
  if (named.includes("user") || product === -1 || !tells) return null;
  // Ratings of its own: a mean of each product's, where no product comes twice.
  const rates = roles.includes("rating") || roles.includes("count");
  return rates && !isDistinct(valuesOf(records, product)) ? null : kept(named, "product");
}

function unnamedProducts({ layout }: LookedAt): ColumnRole[] | null {
  const { columns, records } = layout;
  const roles = rolesOf(layout);
  const found = detailColumns(records, columns.length);
  if (!found) return null;
  // Ids from 1 on look like ratings, but no two are the same.
  const isId = roles[0] === "rating";
  const isPlain = (!roles.includes("rating") || isId) && !roles.includes("count") && !roles.includes("time");
  const flags = columns.filter((_, i) => isFlag(valuesOf(records, i))).length;
  const ids = valuesOf(records, found.product).map(Number);
  const isSorted = isDistinct(valuesOf(records, found.product)) && ids.every((id, i) => i === 0 || id > ids[i - 1]);
  if (!isPlain && flags < LEAST_FLAGS && !isSorted) return null;
  const last = columns.length - 1;
  const isText = numericShare(valuesOf(records, last)) < 0.5;
  return columns.map((_, i) =>
    i === found.product ? "product" : i === found.title ? "title" : i === last && isText ? "category" : "ignore",
  );
}

function namedUsers({ layout }: LookedAt): ColumnRole[] | null {
  const { columns, records } = layout;
  if (columns.every(({ guessedFrom }) => guessedFrom === "content")) return null;
  const roles = rolesOf(layout);
  const tells = roles.some((role) => isTold(role, "user"));
  const isOther = roles.some((role) => role === "product" && columns[roles.indexOf(role)].confidence === "sure");
  const id = roles.includes("user")
    ? roles.indexOf("user")
    : columns.findIndex(({ name }) => normalised(name) === "id");
  const values = id === -1 ? [] : valuesOf(records, id);
  const isEach = values.length > 1 && new Set(values).size === values.length;
  const rates = columns.some(
    ({ role, confidence }) => (role === "rating" || role === "count") && confidence === "sure",
  );
  if (!tells || isOther || !isEach || rates || roles.includes("title")) return null;
  return kept(
    roles.map((role, i) => (i === id ? "user" : role)),
    "user",
  );
}

/** Each line another id first, and a column of women and men: MovieLens' tables of users. */
function unnamedUsers({ layout }: LookedAt): ColumnRole[] | null {
  const { columns, records } = layout;
  const values = columns.map((_, i) => valuesOf(records, i));
  const gender = values.findIndex(
    (column, i) => i > 0 && areGenders(column) && column.some((value) => /\p{L}/u.test(value)),
  );
  if (gender === -1 || !isDistinct(values[0])) return null;
  const isAge = (column: readonly string[]) =>
    share(column, (value) => /^\d{1,3}$/.test(value) && Number(value) <= OLDEST) === 1 && new Set(column).size > 2;
  const isText = (column: readonly string[]) =>
    numericShare(column) < 0.5 && new Set(column).size < 0.8 * column.length;
  const age = values.findIndex((column, i) => i > 0 && i !== gender && isAge(column));
  const group = age === -1 ? values.findIndex((column, i) => i > 0 && i !== gender && isText(column)) : age;
  return columns.map((_, i) => (i === 0 ? "user" : i === gender ? "userGender" : i === group ? "userGroup" : "ignore"));
}

const OWN = /\b(my|your|own|mein|meine|mi|mon|ma)\b/i;
const OWN_DATES: ReadonlySet<string> = new Set(
  "read watched rated played seen finished listened reviewed logged".split(" "),
);

/** Ratings that are called one's own, or dates on which things were read or seen, in a table without users. */
export function isOnePersons({ columns }: Layout): boolean {
  const rating = columns.find(({ role, name }) => role === "rating" && !speaksOfOthers(name));
  if (!rating) return false;
  const isOwn = columns.some(
    ({ name }) => OWN.test(name) && wordsOf(name).some((word) => /rating|score|vote|stars/.test(word)),
  );
  return (
    isOwn ||
    columns.some(
      ({ name, role }) =>
        role === "time" && (wordsOf(name).some((word) => OWN_DATES.has(word)) || normalised(name) === "date"),
    )
  );
}
