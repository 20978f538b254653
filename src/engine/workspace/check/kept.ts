import * as v from "valibot";
import { ReadError } from "../../read/types";
import { type RunRecord, WORKSPACE_FORMAT, WORKSPACE_VERSION, type WorkspaceManifest } from "../types";
import * as schemas from "./run";

/** The JSON files of a Workspace that this browser kept, parsed: whatever they hold. */
export interface KeptParts {
  manifest: unknown;
  records: readonly unknown[];
}

/** The same once they are found sound; a record that is not is null. */
export interface SoundParts {
  manifest: WorkspaceManifest;
  records: (RunRecord | null)[];
}

/**
 * Check what this browser kept: another version of the page may have written it, and disks fail.
 * @throws ReadError with a sentence when the Workspace cannot be opened at all.
 */
export function soundParts({ manifest, records }: KeptParts): SoundParts {
  const { format, version } = (manifest ?? {}) as Partial<WorkspaceManifest>;
  if (format === WORKSPACE_FORMAT && typeof version === "number" && version > WORKSPACE_VERSION) {
    throw new ReadError("A newer version of this page kept it. Reload the page to get that version.");
  }
  const sound = v.safeParse(schemas.manifest, manifest);
  if (!sound.success) throw new ReadError("The file that says what is in it is damaged.");
  return {
    manifest: sound.output,
    records: records.map((record) => {
      const parsed = v.safeParse(schemas.runRecord, record);
      return parsed.success ? parsed.output : null;
    }),
  };
}
