import { SafetensorsError, SafetensorsFile, safetensors, type Tensor, type TensorValues } from "./safetensors";

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
  const rest = parse(tensors.metadata[VALUE] ?? "null");
  const arrays = new Map<string, TensorValues>();
  const load = async (name: string) => arrays.set(name, (await tensors.tensor(name)).values);
  await Promise.all([...namesIn(rest)].map(load));
  return restoreArrays(rest, arrays);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SafetensorsError("its value is no JSON");
  }
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

/** The name of the array that stands here; null where something else does. */
function markOf(value: object): string | null {
  const entries = Object.entries(value);
  const [first] = entries;
  return entries.length === 1 && first?.[0] === MARK && typeof first[1] === "string" ? first[1] : null;
}

/** Names of the arrays within. Each has one place, or a small file could fill any memory. */
function namesIn(value: unknown, names = new Set<string>(), depth = 0): Set<string> {
  if (depth > DEEPEST) throw new SafetensorsError("its value nests too deeply");
  if (typeof value !== "object" || value === null) return names;
  const name = Array.isArray(value) ? null : markOf(value);
  if (name === null) for (const part of Object.values(value)) namesIn(part, names, depth + 1);
  else if (names.has(name)) throw new SafetensorsError(`its tensor ${name} has two places`);
  else names.add(name);
  return names;
}

function restoreArrays(value: unknown, arrays: ReadonlyMap<string, TensorValues>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => restoreArrays(part, arrays));
  const name = markOf(value);
  if (name !== null) return arrays.get(name);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, restoreArrays(part, arrays)]));
}
