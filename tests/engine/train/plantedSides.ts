import { Random } from "../../../src/domain/random";
import type { SideRole } from "../../../src/domain/roles";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import type { SideColumn } from "../../../src/engine/read/sides";
import { packTexts } from "../../../src/engine/read/vocabulary";

/** A side column of these codes; code 0 is unknown. */
export function sideColumn(
  role: SideRole,
  per: SideColumn["per"],
  codes: ArrayLike<number>,
  values: number,
): SideColumn {
  const vocabulary = packTexts(["", ...Array.from({ length: values }, (_, i) => `${role} ${i + 1}`)]);
  return { role, per, codes: Int32Array.from(codes), vocabulary, conflicts: 0 };
}

const YEARS = 5;

/** The same ratings with a brand and a category of each product, a gender of each user and a year of each rating. */
export function withSides(columns: TrainingColumns, seed: number): TrainingColumns {
  const random = new Random(seed, "planted sides");
  const codes = (length: number, values: number) => Array.from({ length }, () => random.integer(values + 1));
  const { size, users, products } = columns;
  // Years pass along the file; some ratings have none.
  const yearOf = (_: unknown, i: number) => (i % 50 === 0 ? 0 : 1 + Math.floor((YEARS * i) / size));
  return {
    ...columns,
    sides: [
      sideColumn("brand", "product", codes(products, 6), 6),
      sideColumn("category", "product", codes(products, 3), 3),
      sideColumn("userGender", "user", codes(users, 2), 2),
      sideColumn("year", "rating", Array.from({ length: size }, yearOf), YEARS),
    ],
  };
}
