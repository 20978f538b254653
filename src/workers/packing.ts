/**
 * A value with large typed arrays as plain data and a Blob. The browser keeps a Blob outside the page's memory, on disk
 * where it is large, and it outlives the worker that made it: the place for a checkpoint.
 */
export interface Packed {
  /** The value, with a Place wherever a typed array was. */
  shape: unknown;
  data: Blob;
}

/** Where a typed array's bytes lie in the Blob. */
class Place {
  readonly isPlace = true;

  constructor(
    readonly kind: keyof typeof KINDS,
    readonly from: number,
    readonly length: number,
  ) {}
}

const KINDS = { Int32Array, Float32Array, Float64Array };
type Numbers = Int32Array | Float32Array | Float64Array;

/** Pack plain data with Int32Arrays, Float32Arrays and Float64Arrays in it. What these hold now is copied at once. */
export function pack(value: unknown): Packed {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const shape = mapNumbers(value, (numbers) => {
    const place = new Place(numbers.constructor.name as keyof typeof KINDS, bytes, numbers.length);
    parts.push(numbers as BlobPart);
    bytes += numbers.byteLength;
    return place;
  });
  return { shape, data: new Blob(parts) };
}

/** The value again, with arrays of its own. */
export async function unpack<T>({ shape, data }: Packed): Promise<T> {
  return (await restore(shape, data)) as T;
}

async function restore(value: unknown, data: Blob): Promise<unknown> {
  if (isPlace(value)) {
    const { kind, from, length } = value;
    const buffer = await data.slice(from, from + length * KINDS[kind].BYTES_PER_ELEMENT).arrayBuffer();
    return new KINDS[kind](buffer);
  }
  if (Array.isArray(value)) return Promise.all(value.map((part) => restore(part, data)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([key, part]) => [key, await restore(part, data)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** A Place loses its class on its way between page and worker, but not its mark. */
function isPlace(value: unknown): value is Place {
  return typeof value === "object" && value !== null && "isPlace" in value;
}

function mapNumbers(value: unknown, replace: (numbers: Numbers) => unknown): unknown {
  if (value instanceof Int32Array || value instanceof Float32Array || value instanceof Float64Array) {
    return replace(value);
  }
  if (Array.isArray(value)) return value.map((part) => mapNumbers(part, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapNumbers(part, replace)]));
}
