import { IdCodes } from "../columns/codes";
import { valuesOf } from "../guess/roleContent";
import { grouped, shortened } from "../refusal";
import type { Vocabulary } from "../types";
import { size, textOf } from "../vocabulary";
import type { TableOfDetails } from "./detailTables";
import { rolesOf } from "./lookAt";

/** Share of the ids on both sides below which it is said that few match. */
const FEW = 0.7;
/** Share of the ids found as they are from which no others are tried. */
const LEAST_EXACT = 0.5;
/** How much better another column than the guessed one has to match. */
const BETTER = 2;

/** An id without what is written in different ways: case, a fraction of zeros, zeros before it. */
export function plainId(id: string): string {
  const lower = id.toLowerCase();
  return /^\d+(\.0+)?$/.test(lower) ? lower.replace(/\.0+$/, "").replace(/^0+(?=\d)/, "") : lower;
}

/** The table with another column as its id where that holds far more of the ratings' ids. */
export function withMatchingId(table: TableOfDetails, vocabulary: Vocabulary): TableOfDetails {
  const { file, roles, of } = table;
  const ids = new Set<string>();
  for (let code = 0; code < size(vocabulary); code++) ids.add(plainId(textOf(vocabulary, code)));
  const { records, columns } = file.layout;
  const matches = columns.map((_, i) => valuesOf(records, i).filter((value) => ids.has(plainId(value))).length);
  const guessed = roles.indexOf(of);
  const best = matches.indexOf(Math.max(...matches));
  const distinct = (i: number) => new Set(valuesOf(records, i)).size;
  if (best === guessed || matches[best] <= BETTER * matches[guessed] || distinct(best) < 0.9 * records.length)
    return table;
  const own = rolesOf(file.layout)[guessed];
  return {
    ...table,
    roles: roles.map((role, i) =>
      i === best ? of : i === guessed && own !== of ? own! : i === guessed ? "ignore" : role,
    ),
  };
}

/**
 * The code that each id of the ratings has in the details, -1 where they do not know it. Ids that are written otherwise
 * count where they match no other id as it is.
 */
export function matchIds(
  vocabulary: Vocabulary,
  known: IdCodes,
  details: Vocabulary,
  file: string,
  of: "product" | "user",
) {
  const ids = size(vocabulary);
  const { bytes, offsets } = vocabulary;
  const codes = Int32Array.from({ length: ids }, (_, id) => known.known(bytes, offsets[id], offsets[id + 1]));
  const exact = codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0);
  const warnings: string[] = [];
  let example = "";
  let mended = 0;
  // Where most are found as they are, one that only looks alike is another.
  if (exact < LEAST_EXACT * ids) {
    const plain = new IdCodes();
    const owner: number[] = [];
    for (let code = 0; code < size(details); code++) {
      const at = plain.codeOfText(plainId(textOf(details, code)));
      // What two ids of the details look like is neither.
      owner[at] = owner[at] === undefined ? code : -1;
    }
    const count = plain.size;
    for (let id = 0; id < ids; id++) {
      if (codes[id] !== -1) continue;
      const text = textOf(vocabulary, id);
      const at = plain.codeOfText(plainId(text));
      if (at >= count || owner[at] === -1) continue;
      codes[id] = owner[at];
      example ||= `${shortened(text, 40)} and ${shortened(textOf(details, owner[at]), 40)}`;
      mended++;
    }
  }
  const matched = exact + mended;
  if (mended > 0) {
    warnings.push(
      `${grouped(mended)} ${of}s of ${file} are written otherwise than in the ratings, for example ${example}: they are taken for the same.`,
    );
  }
  if (matched < FEW * ids && matched < FEW * size(details)) {
    const own = codes.indexOf(-1);
    warnings.push(
      `Only ${grouped(matched)} of the ${grouped(ids)} ${of}s of the ratings and ${grouped(matched)} of the ${grouped(size(details))} of ${file} match: ` +
        `they may be numbers of different catalogues. The ratings have ${shortened(textOf(vocabulary, Math.max(own, 0)), 40)}, ` +
        `${file} has ${shortened(textOf(details, 0), 40)}.`,
    );
  }
  return { codes, warnings };
}
