import type { SegmentRole } from "../../domain/roles";
import type { MemberSnapshot, ModelSnapshot } from "../../models/snapshot";
import { forTraining } from "../read/copies";
import type { Dataset } from "../read/types";
import { valueRows, valueRowsOfSnapshot } from "../train/earlier/sideValues";
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
  /** Of the model, or of a member: row of each value of each feature that is read from a file's column or its times. */
  valuesOf(member: MemberSnapshot): Map<string, Record<string, number>>;
}

export async function openRun(source: SplitSource, { model, result, earlier }: ExportedRun): Promise<OpenedRun> {
  const snapshot = (await unpack(model)) as ModelSnapshot;
  const start = earlier && ((await unpack(earlier.start)) as EarlierStart);
  const seen = start?.seen ?? null;
  const { settings } = result.run;
  const rowsOf = (member: MemberSnapshot) => {
    const columns = forTraining(source.dataset, source.rows(settings.only));
    if (member.bayesian) return valueRowsOfSnapshot(columns, member);
    if (start && earlier.kind === "scored") return start.sideRows;
    const { train } = withoutSeen(splitRatings(columns, settings), seen);
    return valueRows(columns, train, settings);
  };
  return {
    snapshot,
    result,
    seen,
    valuesOf: (member) =>
      new Map(
        rowsOf(member).map(({ role, values: texts, rows: ofText }) => {
          const known = texts.flatMap((text, code) =>
            text !== "" && ofText[code] !== 0 ? [[text, ofText[code]]] : [],
          );
          return [role, Object.fromEntries(known) as Record<string, number>] as const;
        }),
      ),
  };
}

/** The segment columns that a file has. */
export function segmentsOf({ segments }: Dataset): SegmentRole[] {
  return Object.keys(segments) as SegmentRole[];
}
