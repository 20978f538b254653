import { type ColumnRole, isGroup } from "../../../domain/roles";

type NamedRole = Exclude<ColumnRole, "ignore">;

/**
 * Names of columns by role, without case and punctuation, the best one first: the reference file's (marketBias),
 * MovieLens', Amazon's (2014, 2018, 2023), Book-Crossing's, Retailrocket's, Last.fm's, and common ones, German too.
 */
const NAMES: Readonly<Record<NamedRole, readonly string[]>> = {
  user: words(
    "userid user uid reviewerid customerid customer memberid member buyerid buyer clientid client visitorid",
    "accountid account profileid userindex userno usercode customercode customerno username reviewer sessionid",
    "personid listenerid msno nutzerid nutzer kundennummer kunde kundeid benutzer",
  ),
  product: words(
    "parentasin asin itemid item productid product movieid movie isbn bookid book sku articleid article",
    "gameid game songid song trackid track animeid businessid recipeid hotelid itemindex itemcode productcode",
    "articlecode articleno productno stockcode artistid artist appid artikelnummer artikel artikelid produkt",
    "productname itemname",
  ),
  rating: words(
    "rating ratings overall stars starrating score reviewscore reviewrating bookrating userrating",
    "productrating itemrating ratingvalue ratingscore reviewoverall grade thumb thumbs thumbsup liked like",
    "recommended isrecommended vote bewertung note punkte sterne",
  ),
  count: words(
    "playcount plays playcounts listens listencount clicks clickcount views viewcount purchases quantity qty",
    "count counts frequency freq timesbought units orders menge anzahl",
  ),
  time: words(
    "timestamp unixreviewtime datetime date time reviewtime reviewdate ratingdate ratingtime ratedat",
    "createdat created reviewedat unixtime orderdate orderedat purchasedate purchasedat eventtime invoicedate",
    "transactiondate dat datum zeit zeitpunkt tdat year",
  ),
  title: words(
    "title producttitle itemtitle movietitle booktitle name producttitel titel bezeichnung description",
    "productdescription",
  ),
  category: words(
    "category maincategory productcategory categories department genre genres productgroup kategorie class",
  ),
  brand: words("brand brandname manufacturer maker make publisher marke hersteller"),
  productGender: words("modelattr productgender targetgender itemgender modelgender"),
  userGender: words("userattr usergender gender sex customergender geschlecht"),
  split: words("split subset partition fold"),
  userGroup: words("agegroup agerange ageband age altersgruppe occupation region country"),
  productGroup: words("size colour color priceband pricerange groesse größe"),
};

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split(" "));
}

/** `"Book-Rating"` and `book_rating` are the same name. */
export function normalised(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** True when some role knows the name, those of groups left out: "country" may be a genre in a first record. */
export function isKnownName(name: string): boolean {
  const plain = normalised(name);
  return Object.entries(NAMES).some(([role, names]) => !isGroup(role as NamedRole) && names.includes(plain));
}

/**
 * The role of each column by its name. Where several columns have names of one role, the best name gets it, so that
 * `year` is the time only where there is no better one.
 * @param divides whether the values of the column at an index can be segments: else it is no group, whatever its name.
 */
export function rolesByName(names: readonly string[], divides: (column: number) => boolean): ColumnRole[] {
  const plain = names.map(normalised);
  const roles = names.map((): ColumnRole => "ignore");
  for (const [role, known] of Object.entries(NAMES) as [NamedRole, readonly string[]][]) {
    const best = known.find((name) => {
      const column = plain.indexOf(name);
      return roles[column] === "ignore" && (!isGroup(role) || divides(column));
    });
    if (best !== undefined) roles[plain.indexOf(best)] = role;
  }
  return roles;
}
