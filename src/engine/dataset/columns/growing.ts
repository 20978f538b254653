type Column = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A copy with room for at least `needed` values, and at least twice the room it had. */
export function grown<C extends Column>(column: C, needed: number): C {
  const larger = new (column.constructor as new (length: number) => C)(Math.max(needed, column.length * 2));
  larger.set(column);
  return larger;
}
