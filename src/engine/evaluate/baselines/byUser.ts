import type { BaselineColumns } from "./baseline";

/** Call `visit` for each position of the part, those of one user one after the other. */
export async function byUser(
  { user }: Pick<BaselineColumns, "user">,
  part: Int32Array,
  visit: (position: number, index: number) => void,
  breathe: () => Promise<void>,
): Promise<void> {
  // Sorted as numbers: the user before the position, both exact below 2⁵³.
  const order = Float64Array.from(part, (index, position) => user[index] * part.length + position).sort();
  for (let at = 0; at < order.length; at++) {
    if (at % 64 === 0) await breathe();
    const position = order[at] % part.length;
    visit(position, part[position]);
  }
}
