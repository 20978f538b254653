import { archiveKind, openFile } from "../archives/openFile";
import { ReadError, type ReadOptions } from "../types";
import { lookAt } from "./lookAt";
import { detailsIn } from "./sortOut";

/** What files that are opened together are. `details` are of products or users, without ratings beside them. */
export type FileKind = "ratings" | "details" | "workspace" | "model";

/**
 * What the files are, told from their names, what an archive lists and their first records. Those that cannot be told
 * count as ratings: reading them says what is wrong. Where roles are chosen, one of them holds ratings.
 */
export async function recognize(
  files: readonly File[],
  { roles }: ReadOptions,
  remembered: Readonly<Record<string, ReadOptions>>,
): Promise<FileKind> {
  if (files.some(({ name }) => name.endsWith(".safetensors"))) return "model";
  try {
    const archive = files.length === 1 ? await archiveKind(files[0].name, files[0]) : null;
    if (archive || roles) return archive ?? "ratings";
    for (const file of files) {
      const details = detailsIn(await lookAt(await openFile(file.name, file), {}, remembered));
      if (!details || details.isOnePersons) return "ratings";
    }
    return "details";
  } catch (error) {
    if (error instanceof ReadError) return "ratings";
    throw error;
  }
}
