import { kindOf, spokenBy } from "../guess/nameWords";

export type Row = Record<string, string>;
type Tree = { [key: string]: unknown };

/** Keys of one object at most: more are ids, not names of columns. */
const MOST_KEYS = 400;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a wrapped value of a database export stands for: {"$oid": …}, {"$date": …}, {"$numberInt": …}. */
function unwrapped(value: unknown): unknown {
  if (!isTree(value)) return value;
  const keys = Object.keys(value);
  if (keys.length !== 1 || !keys[0].startsWith("$")) return value;
  return unwrapped(value[keys[0]]);
}

/** A value that is one cell: lists of texts with bars between. Null for what has columns or rows of its own. */
function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return null;
  const flat = value.flat(2);
  return flat.some((item) => typeof item === "object" && item !== null) ? null : flat.map(String).join("|");
}

const isNumber = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

/** An object of numbers by id: the ratings of one user, or of one product. */
function isScores(value: unknown, key: string): value is Record<string, number> {
  if (!isTree(value)) return false;
  const values = Object.values(value);
  if (values.length === 0 || !values.every(isNumber)) return false;
  const names = Object.keys(value);
  return spokenBy(key) === "rating" || /rating|score|vote|review|play|purchase/i.test(key) || names.length > 8;
}

/**
 * The rows that one object makes: its values as cells, those of objects in it under `key.inner`; a row for each object
 * of a list in it, or for each number of an object of ratings, with what stands beside it in each.
 */
export function rowsOfTree(tree: Tree): Row[] {
  const base: Row = {};
  let many: Row[] | null = null;
  for (const [key, raw] of Object.entries(tree)) {
    const value = unwrapped(raw);
    const cell = cellOf(value);
    if (cell !== null) base[key] = cell;
    else if (Array.isArray(value)) many ??= value.filter(isTree).map((inner) => flat(inner, `${key}.`));
    else if (isScores(value, key)) many ??= scoreRows(value, tree);
    else Object.assign(base, flat(value as Tree, `${key}.`));
  }
  return many && many.length > 0 ? many.map((row) => ({ ...base, ...row })) : [base];
}

function flat(tree: Tree, prefix: string): Row {
  const row: Row = {};
  for (const [key, raw] of Object.entries(tree).slice(0, MOST_KEYS)) {
    const cell = cellOf(unwrapped(raw));
    if (cell !== null) row[prefix + key] = cell;
  }
  return row;
}

function scoreRows(scores: Record<string, number>, owner: Tree): Row[] {
  const other = Object.keys(owner).some((key) => kindOf(key) === "product" || spokenBy(key) === "title");
  const key = other && !Object.keys(owner).some((name) => kindOf(name) === "user") ? "user" : "product";
  return Object.entries(scores).map(([id, rating]) => ({ [key]: id, rating: String(rating) }));
}

/**
 * The rows of a whole JSON value that is no list of objects: columns by name (`{"user": {"0": …}}` or lists), or the
 * ratings of each user by product. Null for any other.
 */
export function rowsOfWhole(value: unknown): Row[] | null {
  if (!isTree(value)) return Array.isArray(value) ? rowsOfLists(value) : null;
  const entries = Object.entries(value);
  const table = ["data", "values", "rows"].find((key) => Array.isArray(value[key]));
  if (table && Array.isArray(value.columns)) {
    return rowsOfLists([value.columns, ...(value[table] as unknown[])]);
  }
  if (entries.length === 0 || !entries.every(([, inner]) => typeof inner === "object" && inner !== null)) return null;
  const [[, only]] = entries as [[string, unknown]];
  if (entries.length === 1 && isTree(only) && Object.values(only).every(isTree)) return rowsOfWhole(only);
  const isNamed = entries.some(([key]) => ["user", "product", "rating"].includes(spokenBy(key) ?? ""));
  if (isNamed) return rowsOfColumns(entries as [string, Tree | unknown[]][]);
  if (!entries.every(([, inner]) => isTree(inner))) return null;
  const trees = entries as [string, Tree][];
  if (trees.every(([, inner]) => Object.values(inner).every(isNumber))) {
    return trees.flatMap(([user, scores]) =>
      Object.entries(scores).map(([product, rating]) => ({ user, product, rating: String(rating) })),
    );
  }
  return trees.flatMap(([key, inner]) => rowsOfTree({ key, ...inner }));
}

function rowsOfColumns(columns: [string, Tree | unknown[]][]): Row[] {
  const rows: Row[] = [];
  const places = Object.keys(columns[0][1]);
  for (const place of places) {
    rows.push(Object.fromEntries(columns.map(([name, cells]) => [name, cellOf((cells as Tree)[place]) ?? ""])));
  }
  return rows;
}

function rowsOfLists(lists: readonly unknown[]): Row[] | null {
  if (!lists.every(Array.isArray) || lists.length < 2) return null;
  const [first, ...others] = lists as unknown[][];
  const isHeader = first.every((cell) => typeof cell === "string" && !isNumber(cell));
  const names = isHeader
    ? (first as string[])
    : first.map((_, i) => ["user", "product", "rating", "date"][i] ?? `column ${i + 1}`);
  return (isHeader ? others : (lists as unknown[][])).map((row) =>
    Object.fromEntries(names.map((name, i) => [name, cellOf(row[i]) ?? ""])),
  );
}
