/**
 * The safetensors format (https://huggingface.co/docs/safetensors): eight bytes with the length of a JSON header, the
 * header, then the tensors' bytes, little-endian and row-major, one after the other without a gap. Nothing in such a
 * file is ever executed.
 */

export type TensorValues = Float32Array | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

export interface Tensor {
  /** Row-major; the product is the number of values. */
  shape: readonly number[];
  values: TensorValues;
}

const KINDS = {
  F64: Float64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
} as const;
type Dtype = keyof typeof KINDS;

/** Headers larger than this are refused, as the reference implementation does. */
const LONGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;

/** A file that is no safetensors file, or not a whole one; `message` says what is wrong with it. */
export class SafetensorsError extends Error {
  override name = "SafetensorsError";
}

function dtypeOf(values: TensorValues): Dtype {
  const found = (Object.keys(KINDS) as Dtype[]).find((dtype) => values instanceof KINDS[dtype]);
  if (!found) throw new TypeError(`A ${(values as object).constructor.name} has no dtype here.`);
  return found;
}

/**
 * The tensors as one file, with texts beside them. What the arrays hold now is copied at once. The widest numbers come
 * first, so that every tensor lies where its numbers may begin.
 */
export function safetensors(tensors: Readonly<Record<string, Tensor>>, metadata: Readonly<Record<string, string>>) {
  const entries = Object.entries(tensors).map(([name, tensor]) => ({ name, ...tensor, dtype: dtypeOf(tensor.values) }));
  entries.sort(
    (a, b) => KINDS[b.dtype].BYTES_PER_ELEMENT - KINDS[a.dtype].BYTES_PER_ELEMENT || (a.name < b.name ? -1 : 1),
  );
  let end = 0;
  const described = entries.map(({ name, dtype, shape, values }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    if (count !== values.length) throw new RangeError(`${name}: ${values.length} values do not fill [${shape}].`);
    const start = end;
    end += values.byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(described) }));
  const padding = (8 - (header.length % 8)) % 8;
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES));
  length.setBigUint64(0, BigInt(header.length + padding), true);
  const parts = [length, header, new Uint8Array(padding).fill(0x20), ...entries.map(({ values }) => values)];
  return new Blob(parts as BlobPart[], { type: "application/octet-stream" });
}

interface Place {
  dtype: Dtype;
  shape: number[];
  from: number;
  to: number;
}

/** An open file: its header is read and found sound, each tensor is read when it is asked for. */
export class SafetensorsFile {
  private constructor(
    readonly metadata: Readonly<Record<string, string>>,
    private readonly places: ReadonlyMap<string, Place>,
    private readonly blob: Blob,
  ) {}

  /** @throws SafetensorsError when the header does not describe the bytes that follow. */
  static async open(blob: Blob): Promise<SafetensorsFile> {
    if (blob.size < LENGTH_BYTES) throw new SafetensorsError("it ends before its header");
    const length = new DataView(await blob.slice(0, LENGTH_BYTES).arrayBuffer()).getBigUint64(0, true);
    if (length > BigInt(LONGEST_HEADER)) throw new SafetensorsError("its header has an impossible length");
    const start = LENGTH_BYTES + Number(length);
    if (start > blob.size) throw new SafetensorsError("it ends within its header");
    const header = parseHeader(await blob.slice(LENGTH_BYTES, start).text());
    const { __metadata__, ...tensors } = header;
    const places = new Map(
      Object.entries(tensors).map(([name, described]) => [name, placeOf(name, described, start)] as const),
    );
    const ordered = [...places.values()].sort((a, b) => a.from - b.from || a.to - b.to);
    let end = start;
    for (const { from, to } of ordered) {
      if (from !== end) throw new SafetensorsError("its tensors overlap or leave gaps");
      end = to;
    }
    if (end !== blob.size) throw new SafetensorsError("it is cut short, or has bytes that belong to no tensor");
    return new SafetensorsFile(metadataOf(__metadata__), places, blob);
  }

  get names(): string[] {
    return [...this.places.keys()];
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  /** The tensor, in memory of its own. @throws SafetensorsError when the file has none of this name. */
  async tensor(name: string): Promise<Tensor> {
    const place = this.places.get(name);
    if (!place) throw new SafetensorsError(`it has no tensor named ${name}`);
    const { dtype, shape, from, to } = place;
    const bytes = await this.blob.slice(from, to).arrayBuffer();
    if (bytes.byteLength !== to - from) throw new SafetensorsError("it is cut short");
    return { shape, values: new KINDS[dtype](bytes) };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseHeader(text: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(text);
    if (isRecord(header)) return header;
  } catch {
    // Said below.
  }
  throw new SafetensorsError("its header is no JSON object");
}

function metadataOf(value: unknown = {}): Record<string, string> {
  if (isRecord(value) && Object.values(value).every((text) => typeof text === "string")) {
    return value as Record<string, string>;
  }
  throw new SafetensorsError("its metadata are not texts");
}

function placeOf(name: string, described: unknown, start: number): Place {
  const bad = (what: string): never => {
    throw new SafetensorsError(`its tensor ${name} has ${what}`);
  };
  if (!isRecord(described)) return bad("no description");
  const { dtype, shape, data_offsets: offsets } = described;
  if (typeof dtype !== "string" || !Object.hasOwn(KINDS, dtype)) return bad("numbers of a kind that is not read here");
  const isSize = (size: unknown): size is number => Number.isSafeInteger(size) && (size as number) >= 0;
  if (!Array.isArray(shape) || !shape.every(isSize)) return bad("an impossible shape");
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) return bad("no place");
  const [from, to] = offsets as [number, number];
  const count = shape.reduce((product: number, size: number) => product * size, 1);
  if (to - from !== count * KINDS[dtype as Dtype].BYTES_PER_ELEMENT) return bad("another size than its shape says");
  return { dtype: dtype as Dtype, shape, from: start + from, to: start + to };
}
