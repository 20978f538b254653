import { MODEL_FILES } from "../../domain/fileNames";
import { entriesOf } from "../read/archives/zipDirectory";
import { refuse } from "../read/refusal";
import { Archive } from "../workspace/archive";

/** A file as it was dropped. */
export interface NamedFile {
  name: string;
  content: Blob;
}

/** The files of a model by their plain names, wherever they come from. */
export interface ModelSource {
  /** What a person knows it by. */
  name: string;
  read(file: string, signal: AbortSignal): Promise<Blob>;
}

const WANTED: readonly string[] = Object.values(MODEL_FILES);
const SECOND_TRY = "A model is model.safetensors, users.json, products.json and config.json, or a ZIP archive of them.";

/**
 * A model in a ZIP archive, in whichever folder of it, or in files that were dropped together.
 * @throws ReadError when a file of it is missing, or the archive cannot be read.
 */
export async function modelSource(files: readonly NamedFile[]): Promise<ModelSource> {
  const [first] = files;
  if (files.length === 1 && first && /\.zip$/i.test(first.name)) return inArchive(first);
  const byName = new Map(files.map(({ name, content }) => [name, content]));
  const name = byName.has(MODEL_FILES.weights) ? MODEL_FILES.weights : (first?.name ?? "");
  const missing = WANTED.filter((wanted) => !byName.has(wanted));
  if (missing.length > 0) refuseMissing(name, missing);
  return { name, read: async (file) => byName.get(file)! };
}

async function inArchive({ name, content }: NamedFile): Promise<ModelSource> {
  const names = (await entriesOf(name, content)).map((entry) => entry.name);
  const weights = names.find((entry) => entry === MODEL_FILES.weights || entry.endsWith(`/${MODEL_FILES.weights}`));
  const folder = weights?.slice(0, -MODEL_FILES.weights.length) ?? "";
  const missing = WANTED.filter((wanted) => !names.includes(folder + wanted));
  if (missing.length > 0) refuseMissing(name, missing);
  const isWanted = (entry: string) => WANTED.some((wanted) => entry === folder + wanted);
  const archive = await Archive.open(name, content, isWanted, () => {});
  return { name, read: (file, signal) => archive.read(folder + file, signal) };
}

function refuseMissing(name: string, missing: readonly string[]): never {
  const [one] = missing;
  const what = missing.length === 1 ? `${one} is` : `${missing.join(" and ")} are`;
  refuse(`${name} is no whole model: ${what} missing.`, SECOND_TRY);
}
