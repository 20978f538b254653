import type { ColumnRole } from "./types";

type NamedRole = Exclude<ColumnRole, "ignore">;

/**
 * Names of columns by role, without case and punctuation, the best one first: the reference file's (marketBias),
 * MovieLens', Amazon's (2014, 2018, 2023), Book-Crossing's, and common ones.
 */
const NAMES: Readonly<Record<NamedRole, readonly string[]>> = {
  user: [
    ..."userid user uid reviewerid customerid customer memberid member buyerid buyer clientid client visitorid".split(
      " ",
    ),
    ..."accountid account profileid userindex userno usercode customercode customerno username reviewer".split(" "),
  ],
  product: [
    ..."parentasin asin itemid item productid product movieid movie isbn bookid book sku articleid article".split(" "),
    ..."gameid game songid song trackid track animeid businessid recipeid hotelid itemindex itemcode productcode".split(
      " ",
    ),
    ..."articlecode articleno productno productname itemname".split(" "),
  ],
  rating: [
    ..."rating ratings overall stars starrating score reviewscore reviewrating bookrating userrating".split(" "),
    ..."productrating itemrating ratingvalue ratingscore reviewoverall grade".split(" "),
  ],
  time: [
    ..."timestamp unixreviewtime datetime date time reviewtime reviewdate ratingdate ratingtime ratedat".split(" "),
    ..."createdat created reviewedat unixtime year".split(" "),
  ],
  category: "category maincategory productcategory categories department genre genres productgroup".split(" "),
  brand: "brand brandname manufacturer maker make publisher".split(" "),
  productGender: "modelattr productgender targetgender itemgender modelgender".split(" "),
  userGender: "userattr usergender gender sex customergender".split(" "),
  split: "split subset partition fold".split(" "),
};

/** `"Book-Rating"` and `book_rating` are the same name. */
export function normalised(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** True when some role knows the name. */
export function isKnownName(name: string): boolean {
  return Object.values(NAMES).some((names) => names.includes(normalised(name)));
}

/**
 * The role of each column by its name. Where several columns have names of one role, the best name gets it, so that
 * `year` is the time only where there is no better one.
 */
export function rolesByName(names: readonly string[]): ColumnRole[] {
  const plain = names.map(normalised);
  const roles = names.map((): ColumnRole => "ignore");
  for (const [role, known] of Object.entries(NAMES) as [NamedRole, readonly string[]][]) {
    const best = known.find((name) => plain.includes(name));
    if (best !== undefined) roles[plain.indexOf(best)] = role;
  }
  return roles;
}
