/** What a column of the file can stand for. `ignore` is a column that nothing reads. */
export const COLUMN_ROLES = [
  "user",
  "product",
  "rating",
  "count",
  "time",
  "title",
  "category",
  "brand",
  "productGender",
  "userGender",
  "productGroup",
  "userGroup",
  "split",
  "ignore",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/**
 * Roles whose values divide the ratings into segments. The groups are one more column about the product (its size,
 * colour, price band) and one about the user (age group, region).
 */
export const SEGMENT_ROLES = ["category", "brand", "productGender", "userGender", "productGroup", "userGroup"] as const;
export type SegmentRole = (typeof SEGMENT_ROLES)[number];

/** What beside the two ids a model may read, and by what errors are divided. */
export const SIDE_ROLES = [...SEGMENT_ROLES, "year"] as const;
export type SideRole = (typeof SIDE_ROLES)[number];

/**
 * `explicit` where the file says how a product was rated; `implicit` where it says only that it was chosen (bought,
 * clicked, played), and perhaps how often: then there is an order to learn, but no rating to predict.
 */
export type Feedback = "explicit" | "implicit";
