/** What a value says something about: who rates, what is rated, or this one rating. */
export type RoleOwner = "user" | "product" | "rating";

/** Lists of roles that stand in an order of their own. */
type Place = "form" | "charts" | "boxRows" | "boxColumns" | "biasRows" | "biasColumns";

interface RoleFacts {
  of: RoleOwner;
  /** What it is called where a person chooses what a column stands for. */
  label: string;
  /** How its values are read. `year` has no column of its own: it is read from the times. */
  reads: "id" | "number" | "time" | "title" | "segment" | "split" | "year" | "nothing";
}

/** A role whose values divide the ratings, and which a model may read beside the two ids. */
interface SideFacts extends RoleFacts {
  reads: "segment" | "year";
  /** `group`: its column's own name says what it is. `gender`: spellings of one value have one meaning. */
  kind?: "gender" | "group";
  /** As a heading, whatever a file calls it; of a group where the file gives no name. */
  heading: string;
  /** Within a sentence that says whose it is. */
  noun: string;
  /** Beside a bar of a drawing, ten characters at most; a group has its column's name. */
  short?: string;
  /** The question that its chart answers, where "Which brands are rated most?" is not it. */
  asks?: { explicit: string; implicit: string };
  /** What a file without it is said to lack, where "a column with brands" is not it. */
  lacking?: string;
  /** Field of the list's options that keeps its values alone in a list. */
  filters?: "categories" | "brands" | "targetGenders";
  /** True for a side feature that is read unless a person says otherwise. */
  readFirst?: true;
  /** Where it stands in each list that it stands in; a number may be left out. */
  at: Partial<Record<Place, number>>;
}

/**
 * The table of column roles: all that its name decides of each. The order is that of lists of roles. The groups are one
 * more column about the product (its size, colour, price band) and one about the user (age group, region).
 */
const ROLES = {
  user: { of: "user", label: "User", reads: "id" },
  product: { of: "product", label: "Product", reads: "id" },
  rating: { of: "rating", label: "Rating", reads: "number" },
  count: { of: "rating", label: "How often", reads: "number" },
  time: { of: "rating", label: "Time", reads: "time" },
  title: { of: "product", label: "Product’s title", reads: "title" },
  category: {
    of: "product",
    label: "Category",
    reads: "segment",
    heading: "Category",
    noun: "category",
    short: "category",
    filters: "categories",
    readFirst: true,
    at: { form: 1, charts: 3, boxRows: 1, biasRows: 3, biasColumns: 5 },
  },
  brand: {
    of: "product",
    label: "Brand",
    reads: "segment",
    heading: "Brand",
    noun: "brand",
    short: "brand",
    filters: "brands",
    readFirst: true,
    at: { form: 2, charts: 4, boxRows: 2, boxColumns: 6, biasRows: 4 },
  },
  productGender: {
    of: "product",
    label: "Product’s target gender",
    reads: "segment",
    kind: "gender",
    heading: "Target gender",
    noun: "target gender",
    short: "target",
    asks: {
      explicit: "Which gender are the rated products marketed to?",
      implicit: "Which gender are the chosen products marketed to?",
    },
    lacking: "a column with the gender that a product is marketed to",
    filters: "targetGenders",
    at: { form: 5, charts: 2, boxRows: 4, boxColumns: 2, biasRows: 1 },
  },
  userGender: {
    of: "user",
    label: "User’s gender",
    reads: "segment",
    kind: "gender",
    heading: "User’s gender",
    noun: "gender",
    short: "gender",
    asks: { explicit: "Who wrote the ratings?", implicit: "Who chose the products?" },
    lacking: "a column with the user’s gender",
    at: { form: 6, charts: 1, boxColumns: 1, biasColumns: 1 },
  },
  productGroup: {
    of: "product",
    label: "Other product segment",
    reads: "segment",
    kind: "group",
    heading: "Product segment",
    noun: "product segment",
    at: { form: 4, charts: 5, boxRows: 3, boxColumns: 4, biasRows: 2, biasColumns: 4 },
  },
  userGroup: {
    of: "user",
    label: "Other user segment",
    reads: "segment",
    kind: "group",
    heading: "User segment",
    noun: "user segment",
    at: { form: 7, charts: 6, boxRows: 5, boxColumns: 3, biasColumns: 2 },
  },
  year: {
    of: "rating",
    label: "Year",
    reads: "year",
    heading: "Year",
    noun: "year",
    short: "year",
    readFirst: true,
    at: { form: 3, boxRows: 6, boxColumns: 5, biasColumns: 3 },
  },
  split: { of: "rating", label: "Split", reads: "split" },
  ignore: { of: "rating", label: "Not used", reads: "nothing" },
} as const satisfies Record<string, RoleFacts | SideFacts>;

type Table = typeof ROLES;
type RolesWith<Facts> = { [Role in keyof Table]: Table[Role] extends Facts ? Role : never }[keyof Table];

/** Roles whose values divide the ratings into segments. */
export type SegmentRole = RolesWith<{ reads: "segment" }>;
/** What beside the two ids a model may read, and by what errors are divided. */
export type SideRole = RolesWith<{ reads: SideFacts["reads"] }>;
/** What a column of the file can stand for. `ignore` is a column that nothing reads. */
export type ColumnRole = SegmentRole | Exclude<keyof Table, SideRole>;
/** Segments of which only the column's own name tells anything. */
export type GroupRole = RolesWith<{ kind: "group" }>;
/** Segments by which lists of recommendations are filtered. */
export type FilterRole = RolesWith<{ filters: string }>;

const FACTS: Readonly<Record<keyof Table, RoleFacts & Partial<Omit<SideFacts, keyof RoleFacts>>>> = ROLES;
const NAMES = Object.keys(ROLES) as (keyof Table)[];

export const COLUMN_ROLES = NAMES.filter((role): role is ColumnRole => FACTS[role].reads !== "year");
export const SEGMENT_ROLES = NAMES.filter(isSegment);
export const SIDE_ROLES = NAMES.filter((role): role is SideRole => FACTS[role].at !== undefined);
export const PRODUCT_SEGMENTS = SEGMENT_ROLES.filter(isOfProduct);
export const USER_SEGMENTS = SEGMENT_ROLES.filter((role) => ownerOf(role) === "user");

/** Which field of a list's options each of the segments that filter lists is. */
export const LIST_FILTERS = NAMES.flatMap((role): [FilterRole, NonNullable<SideFacts["filters"]>][] => {
  const { filters } = FACTS[role];
  return filters ? [[role as FilterRole, filters]] : [];
});

/** Side features that are read unless a person says otherwise. */
export const FIRST_SIDES = SIDE_ROLES.filter((role) => FACTS[role].readFirst);

/** The side roles that stand in a list, in its order. */
export function rolesAt(place: Place): SideRole[] {
  const placed = SIDE_ROLES.flatMap((role) => {
    const at = FACTS[role].at?.[place];
    return at === undefined ? [] : [{ role, at }];
  });
  return placed.sort((a, b) => a.at - b.at).map(({ role }) => role);
}

/** True for a role whose column divides the ratings: not for the year, which the times tell. */
export function isSegment(role: keyof Table): role is SegmentRole {
  return FACTS[role].reads === "segment";
}

/** True for a segment that only its column's name tells anything of. */
export function isGroup(role: keyof Table): role is GroupRole {
  return FACTS[role].kind === "group";
}

export function isGender(role: SideRole): boolean {
  return FACTS[role].kind === "gender";
}

/** True for values that stand in an order of their own, before any count. */
export function isOrdered(role: SideRole): boolean {
  return FACTS[role].reads === "year";
}

export function ownerOf<Role extends SideRole>(role: Role): Table[Role]["of"] {
  return ROLES[role].of;
}

/** True where a side feature belongs to the product, and not to who rates it or when. */
export function isOfProduct(role: SideRole): boolean {
  return FACTS[role].of === "product";
}

/** What a role is called where a person chooses what a column stands for. */
export function roleLabel(role: ColumnRole): string {
  return FACTS[role].label;
}

/** "Target gender", "User’s gender". */
export function roleHeading(role: SideRole): string {
  return ROLES[role].heading;
}

/** Within a sentence that says whose it is: "target gender", "gender". */
export function roleNoun(role: SideRole): string {
  return ROLES[role].noun;
}

/** Beside a bar of a drawing; undefined of a group, whose column's name stands there. */
export function roleShort(role: SideRole): string | undefined {
  return FACTS[role].short;
}

/** Whose it is as well: "the product’s category", "the user’s gender"; "the year" is nobody's. */
export function ownedNoun(role: SideRole): string {
  const { of, noun } = ROLES[role];
  return of === "rating" ? `the ${noun}` : `the ${of}’s ${noun}`;
}

/** As far as a sentence has to say whose it is: "the category", but "the user’s gender". */
export function roleSubject(role: SideRole): string {
  return isGender(role) ? ownedNoun(role) : `the ${roleNoun(role)}`;
}

/** After "by": "category", but "the user’s gender". */
export function roleMeasure(role: SideRole): string {
  return isGender(role) ? ownedNoun(role) : roleNoun(role);
}

/** One of its values: "category", "gender"; a group's is a "segment". */
export function valueNoun(role: SideRole): string {
  if (isGroup(role)) return "segment";
  return isGender(role) ? "gender" : roleNoun(role);
}

/** What a chart of a segment asks; undefined where it asks which of its values are rated most. */
export function roleQuestion(role: SideRole, feedback: Feedback): string | undefined {
  return FACTS[role].asks?.[feedback];
}

/** What a file lacks that has no such column. */
export function missingColumn(role: SideRole): string {
  return FACTS[role].lacking ?? `a column with ${pluralOf(roleNoun(role))}`;
}

/** "categories", "brands". */
export function pluralOf(noun: string): string {
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/**
 * `explicit` where the file says how a product was rated; `implicit` where it says only that it was chosen (bought,
 * clicked, played), and perhaps how often: then there is an order to learn, but no rating to predict.
 */
export type Feedback = "explicit" | "implicit";
