import type { ColumnRole } from "../../../domain/roles";
import { isGroup } from "../../../domain/roles";
import type { Column } from "../types";
import { parseTime } from "../values/time";
import { areEvents, isConstant, isDistinct, isIdLike, isRowNumber, share } from "./contentKinds";
import { lastPart, type Spoken, speaksOfOthers, spokenBy, wordsOf } from "./nameWords";
import {
  canBeSegments,
  isRating,
  likelyRating,
  readsAsRating,
  readsAsTime,
  rolesByContent,
  valuesOf,
} from "./roleContent";
import { normalised, rolesByName } from "./roleNames";

/** Names that can mean nothing else: where the values are no ratings it is said so. A "note" may be a remark. */
const PLAINLY_RATINGS = /rating|stars|bewertung/i;

/** Roles of which a header that is understood names one; a table of product titles may say "id" of the product. */
const TELLING: readonly ColumnRole[] = ["user", "product", "rating", "title"];

/** What a column without a name is called. */
export function unnamed(field: number): string {
  return `column ${field + 1}`;
}

/** The roles of the columns under a header: by their names, then by words in them, then by their values. */
export function columnsByName(header: readonly string[], records: string[][]): Column[] {
  const names = header.map((name, i) => name.trim() || unnamed(i));
  // A delimiter at the end of the header names no column where no record has a value there.
  const isBlank = (field: number) => !header[field].trim() && records.every((record) => !record[field]?.trim());
  while (names.length > 1 && isBlank(names.length - 1)) names.pop();
  const finder = new Finder(names, records);
  finder.byName();
  finder.byWords();
  if (!finder.columns.some(({ role }) => TELLING.includes(role))) {
    const roles = rolesByContent(records, names.length);
    // Any table has names that are not known here: one without ratings is not taken for a list of who chose what.
    const areIds = roles.every((role, i) => !["user", "product"].includes(role) || canBeIds(valuesOf(records, i)));
    if (!roles.includes("rating") || !areIds) return names.map(unused);
    return names.map((name, i) => ({ name, role: roles[i], guessedFrom: "content", confidence: "unsure" }));
  }
  finder.byContent();
  return finder.columns;
}

/** Measurements are no ids. */
function canBeIds(values: readonly string[]): boolean {
  return share(values, (value) => /^-?\d*[.,]\d+$/.test(value) && !/\.0$/.test(value)) < 0.1;
}

function unused(name: string): Column {
  return { name, role: "ignore", guessedFrom: "content", confidence: "likely" };
}

/** Finds the roles one way after the other; what is found stays. */
class Finder {
  readonly columns: Column[];
  private readonly spoken: (Spoken | null)[];

  constructor(
    private readonly names: readonly string[],
    private readonly records: string[][],
  ) {
    this.columns = names.map((name) => ({ name, role: "ignore", guessedFrom: "header", confidence: "sure" }));
    this.spoken = names.map(spokenBy);
  }

  /** By whole names, those after a point or before a type too. */
  byName(): void {
    const divides = (field: number) => canBeSegments(this.records, field);
    for (const names of [this.names, this.names.map(lastPart)]) {
      for (const [i, role] of rolesByName(names, divides).entries()) {
        if (role === "ignore" || this.has(role) || this.columns[i].role !== "ignore") continue;
        // Values that the role cannot have would reject every record: the ratings are worth more.
        if (role === "time" && this.hasValues(i) && !readsAsTime(this.records, i)) {
          this.columns[i] = unused(this.names[i]);
          continue;
        }
        const isPlain = PLAINLY_RATINGS.test(this.names[i]);
        if (role === "rating" && !isPlain && this.hasValues(i) && !readsAsRating(this.records, i)) {
          this.columns[i] = unused(this.names[i]);
          continue;
        }
        const confidence = isGroup(role) ? "likely" : "sure";
        this.columns[i] = { name: this.names[i], role, guessedFrom: "header", confidence };
      }
    }
  }

  /** What is missing, by the words in the names. */
  byWords(): void {
    const { records } = this;
    this.fill("rating", this.bestRating());
    const isId = (i: number) => ["user", "product"].includes(this.spoken[i]!) && !this.isUseless(i);
    this.fill(
      "user",
      this.best((i) => isId(i) && this.spoken[i] === "user"),
    );
    this.fill(
      "product",
      this.best((i) => isId(i) && this.spoken[i] === "product"),
    );
    this.fill(
      "time",
      this.best((i) => this.spoken[i] === "time" && readsAsTime(records, i)),
    );
    this.fill(
      "title",
      this.best((i) => this.spoken[i] === "title" && !this.isUseless(i)),
    );
    if (!this.has("product") && (this.has("user") || this.has("rating")) && !this.looksLikeDetails()) {
      const title = this.columns.findIndex(({ role }) => role === "title");
      const repeats = title !== -1 && !isDistinct(valuesOf(records, title));
      if (repeats) this.set(title, "product", "its title is all that names the product");
    }
  }

  /** What is still missing, by the values of the columns that are left. */
  byContent(): void {
    const { records } = this;
    if (this.has("rating") || this.has("count")) this.fillIds();
    if (this.has("user") && this.has("product") && !this.has("rating") && !this.has("count")) {
      const taken = this.columns.map(({ role }, i) => role !== "ignore" || this.isNoRating(i));
      const found = likelyRating(records, taken);
      if (found !== -1) this.set(found, "rating");
      else
        this.fill(
          "count",
          this.best((i) => this.isAmount(i)),
        );
    }
  }

  private fillIds(): void {
    const { records } = this;
    const missing = (["user", "product"] as const).filter((role) => !this.has(role));
    if (missing.length === 0 || this.looksLikeDetails()) return;
    const free = this.columns.flatMap(({ role }, i) => {
      const spoken = this.spoken[i];
      const isFree = role === "ignore" && !speaksOfOthers(this.names[i]);
      const isOther =
        spoken === "user" ? this.has("user") : spoken === "product" ? this.has("product") : spoken !== null;
      return isFree && !(isOther && spoken !== "title") && isIdLike(valuesOf(records, i)) ? [i] : [];
    });
    const distinct = (i: number) => new Set(valuesOf(records, i)).size;
    if (free.length < missing.length) {
      const other =
        missing.length === 1 ? this.best((i) => this.spoken[i] === "user" && isIdLike(valuesOf(records, i))) : -1;
      // People who rate people.
      if (missing[0] === "product" && other !== -1) this.set(other, "product");
      return;
    }
    if (missing.length === 1) free.sort((a, b) => distinct(b) - distinct(a) || a - b);
    for (const [n, role] of missing.entries()) this.set(free[n], role);
  }

  /** One record for each product: a table of details with a mean rating, not of ratings. */
  private looksLikeDetails(): boolean {
    const { records } = this;
    const product = this.columns.findIndex(({ role }) => role === "product" || role === "title");
    return product !== -1 && !this.has("user") && isDistinct(valuesOf(records, product));
  }

  private bestRating(): number {
    const cost = (i: number) => {
      const all = wordsOf(this.names[i]);
      return all.length - (all.includes("overall") ? 2 : 0) + (readsAsRating(this.records, i) ? 0 : 10);
    };
    const isOne = (i: number) => this.spoken[i] === "rating" && this.canRate(i);
    return this.best(isOne, (a, b) => cost(a) - cost(b));
  }

  /** Values that can be ratings, in figures, spelled out or in a few words. */
  private canRate(field: number): boolean {
    const values = valuesOf(this.records, field);
    return share(values, isRating) >= 0.5 || (values.length > 0 && new Set(values).size <= 12 && !isConstant(values));
  }

  private isAmount(field: number): boolean {
    const values = valuesOf(this.records, field);
    if (areEvents(values) || share(values, (value) => /^\d+([.,]\d+)?$/.test(value)) < 0.9 || isConstant(values))
      return false;
    if (this.spoken[field] === "count") return true;
    return /^(value|wert|valor|valeur|valore)$/i.test(this.names[field].trim()) && !isRowNumber(values);
  }

  private isNoRating(field: number): boolean {
    const values = valuesOf(this.records, field);
    const spoken = this.spoken[field];
    const isOther = speaksOfOthers(this.names[field]) || wordsOf(this.names[field]).includes("rank");
    return isConstant(values) || isOther || (spoken !== null && spoken !== "rating" && spoken !== "count");
  }

  /** A column that can hold neither users nor products: one value, or another in every record. */
  private isUseless(field: number): boolean {
    const values = valuesOf(this.records, field);
    return values.length === 0 || (isConstant(values) && values.length > 20);
  }

  private best(
    test: (field: number) => boolean,
    order = (a: number, b: number) => this.preference(b) - this.preference(a),
  ): number {
    const found = this.columns.flatMap(({ role }, i) => (role === "ignore" && test(i) ? [i] : []));
    return found.sort((a, b) => order(a, b) || a - b)[0] ?? -1;
  }

  /** Columns whose values come again before those of which no two are the same; numbers and ids before names. */
  private preference(field: number): number {
    const repeats = isDistinct(valuesOf(this.records, field)) ? 0 : 2;
    return repeats + (wordsOf(this.names[field]).some((word) => /^(id|nr|no|code)$/.test(word)) ? 1 : 0);
  }

  private fill(role: ColumnRole, field: number): void {
    if (field === -1 || this.has(role)) return;
    this.columns[field] = {
      name: this.names[field],
      role,
      guessedFrom: "header",
      confidence: "likely",
      because: "by the words of its name",
    };
  }

  private set(field: number, role: ColumnRole, because?: string): void {
    const column: Column = { name: this.names[field], role, guessedFrom: "content", confidence: "unsure" };
    this.columns[field] = because ? { ...column, because } : column;
  }

  private has(role: ColumnRole): boolean {
    return this.columns.some((column) => column.role === role);
  }

  private hasValues(field: number): boolean {
    return valuesOf(this.records, field).length > 0;
  }
}

/** Names that more than one column has. */
export function repeatedNames(names: readonly string[]): string[] {
  const plain = names.map(normalised);
  return [...new Set(names.filter((_, i) => plain[i] !== "" && plain.indexOf(plain[i]) !== i))];
}

/** True where the column's dates are days as spreadsheets count them: whole numbers that would be in 1970. */
export function areDayNumbers(values: readonly string[]): boolean {
  const isDay = (value: string) => {
    const number = Number(value);
    return number >= 20_000 && number < 60_000;
  };
  return share(values, (value) => isDay(value) && !Number.isNaN(parseTime(value))) >= 0.9;
}
