import { mix } from "../../domain/random";
import type { RecommendColumns } from "../read/copies";
import { codesWith } from "../read/severalValues";
import { codeOf, size, textOf } from "../read/vocabulary";
import { BestFew } from "./bestFew";
import type { RatingIndex } from "./ratingIndex";
import { codesContaining } from "./search";
import type { CustomerMatch, UserSearch, UserSegment } from "./types";

/** Finds users by part of their id, by activity or by chance, among all or in a segment. */
export class UserFinder {
  private segment: { of: UserSegment; users: Uint8Array } | null = null;

  constructor(
    private readonly columns: RecommendColumns,
    private readonly index: RatingIndex,
  ) {}

  /**
   * The first of the users whose id contains the query, the exact match before all others; `total` counts them all.
   * @param among 1 for the users that are looked among, by code; null for all
   */
  find(search: UserSearch, among: Uint8Array | null): { matches: CustomerMatch[]; total: number } {
    const { users } = this.columns;
    const query = search.query.trim();
    const inSegment = search.segment && this.usersOf(search.segment);
    let codes = codesContaining(users, query);
    if (among || inSegment) {
      codes = codes.filter((code) => (!among || among[code] === 1) && (!inSegment || inSegment[code] === 1));
    }
    const exact = query === "" ? -1 : codeOf(users, query);
    const best = new BestFew(Math.min(search.limit, codes.length));
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i];
      // 24 bits of chance are as exact as the few keep them.
      const key = search.by === "random" ? mix(mix(search.seed) ^ code) >>> 8 : this.index.countOf(code);
      if (!(key <= best.floor) || code === exact) best.offer(code, code === exact ? Number.POSITIVE_INFINITY : key);
    }
    const matches = Array.from(best.codes.subarray(0, best.size), (code) => ({
      id: textOf(users, code),
      ratings: this.index.countOf(code),
    }));
    return { matches, total: codes.length };
  }

  /** By user code, 1 for those of the segment. */
  usersOf(segment: UserSegment): Uint8Array {
    const { role, value } = segment;
    if (this.segment?.of.role !== role || this.segment.of.value !== value) {
      this.segment = { of: segment, users: usersOf(this.columns, segment) };
    }
    return this.segment.users;
  }
}

function usersOf({ users, user, product, productSegments, userSegments }: RecommendColumns, segment: UserSegment) {
  const found = new Uint8Array(size(users));
  const own = userSegments[segment.role];
  const rated = productSegments[segment.role];
  const column = own ?? rated;
  if (!column) return found;
  const wanted = codesWith(column.vocabulary, [segment.value]);
  if (own) return Uint8Array.from(own.codes, (code) => wanted[code]);
  for (let i = 0; i < user.length; i++) if (wanted[rated!.codes[product[i]]] === 1) found[user[i]] = 1;
  return found;
}
