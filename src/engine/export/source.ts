import type { SegmentRole } from "../../domain/roles";
import type { ModelSnapshot } from "../../models/snapshot";
import { forTraining } from "../read/copies";
import type { Dataset } from "../read/types";
import { valueRows } from "../train/earlier/sideValues";
import type { EarlierStart } from "../train/earlier/types";
import { splitRatings, withoutSeen } from "../train/split";
import type { RunResult } from "../train/types";
import { unpack } from "../workspace/pack";
import type { SplitSource } from "../workspace/save";
import type { ExportedRun } from "./types";

/** A finished Run with all that exporting it needs. */
export interface OpenedRun {
  snapshot: ModelSnapshot;
  result: RunResult;
  /** By rating that the Run's filter lets through: 1 where an earlier training has seen it. */
  seen: Uint8Array | null;
  /** Row of each value of each feature of `hybrid` that is read from a file's column or its times. */
  values: Map<string, Record<string, number>>;
}

export async function openRun(source: SplitSource, { model, result, earlier }: ExportedRun): Promise<OpenedRun> {
  const snapshot = (await unpack(model)) as ModelSnapshot;
  const start = earlier && ((await unpack(earlier.start)) as EarlierStart);
  const seen = start?.seen ?? null;
  const rows = () => {
    if (!snapshot.hybrid) return [];
    if (start && earlier.kind === "scored") return start.sideRows;
    const { settings } = result.run;
    const columns = forTraining(source.dataset, source.rows(settings.only));
    const { train } = withoutSeen(splitRatings(columns, settings.split, settings.seed), seen);
    return valueRows(columns, train, settings);
  };
  const values = rows().map(({ role, values: texts, rows: ofText }) => {
    const known = texts.flatMap((text, code) => (text !== "" && ofText[code] !== 0 ? [[text, ofText[code]]] : []));
    return [role, Object.fromEntries(known) as Record<string, number>] as const;
  });
  return { snapshot, result, seen, values: new Map(values) };
}

/** The segment columns that a file has. */
export function segmentsOf({ segments }: Dataset): SegmentRole[] {
  return Object.keys(segments) as SegmentRole[];
}
