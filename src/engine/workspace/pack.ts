import { SafetensorsFile, safetensors, type Tensor, type TensorValues } from "./safetensors";

/**
 * Plain data with typed arrays in it as one file: a safetensors file with the arrays under the names of their places
 * (`segments.brand.codes`), and the rest as JSON under `value` in its metadata, with `{"$tensor": name}` where an
 * array was. The browser keeps a Blob outside the page's memory, on disk where it is large, and it outlives the worker
 * that made it.
 */

const VALUE = "value";
const MARK = "$tensor";

/** Deeper data are refused: nothing that is packed here nests so far. */
const DEEPEST = 32;

/** Pack plain data; what its arrays hold now is copied at once. `shapes` of tensors that have more than one dimension. */
export function pack(value: unknown, shapes: Readonly<Record<string, readonly number[]>> = {}): Blob {
  const tensors: Record<string, Tensor> = {};
  const rest = replaceArrays(value, "", (values, name) => {
    tensors[name] = { shape: shapes[name] ?? [values.length], values };
    return { [MARK]: name };
  });
  return safetensors(tensors, { [VALUE]: JSON.stringify(rest) });
}

/**
 * The value again, with arrays of its own. Whoever opens a file that others may have made checks what it holds.
 * @throws SafetensorsError when the file is damaged or no packed value.
 */
export async function unpack(file: Blob): Promise<unknown> {
  const tensors = await SafetensorsFile.open(file);
  const rest: unknown = JSON.parse(tensors.metadata[VALUE] ?? "null");
  return restoreArrays(rest, tensors, 0);
}

function isTyped(value: unknown): value is TensorValues {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function replaceArrays(value: unknown, place: string, replace: (values: TensorValues, place: string) => unknown) {
  if (isTyped(value)) return replace(value, place);
  if (typeof value !== "object" || value === null) return value;
  const within = (key: string | number, part: unknown): unknown =>
    replaceArrays(part, place ? `${place}.${key}` : String(key), replace);
  if (Array.isArray(value)) return value.map((part, index) => within(index, part));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, within(key, part)]));
}

async function restoreArrays(value: unknown, tensors: SafetensorsFile, depth: number): Promise<unknown> {
  if (depth > DEEPEST) throw new RangeError("The packed value nests too deeply.");
  if (Array.isArray(value)) return Promise.all(value.map((part) => restoreArrays(part, tensors, depth + 1)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === MARK && typeof first[1] === "string") {
    return (await tensors.tensor(first[1])).values;
  }
  const restored = entries.map(async ([key, part]) => [key, await restoreArrays(part, tensors, depth + 1)]);
  return Object.fromEntries(await Promise.all(restored));
}
