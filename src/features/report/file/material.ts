import type { LoadedData } from "../../data/store/dataState";
import { formatHash } from "../../studio/hash";
import { selectRun } from "../../studio/selectors";
import type { State } from "../../studio/state";
import { lossSeries } from "../../train/lossSeries";
import type { RunState } from "../../train/store/runState";
import type { ReportExample } from "../store/reportState";
import type { FinishedRun, ReportMaterial } from "./types";

export interface Gathered {
  material: ReportMaterial;
  /** What could not be had, in sentences; the report can do without. */
  problems: string[];
}

export interface GatherProgress {
  text: string;
  /** 0 to 1. */
  share: number;
}

export function isFinished(run: RunState | null): run is FinishedRun {
  return run?.result != null && run.status === "finished";
}

/** The version of the built site, which its page carries. */
function siteVersion(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="version"]')?.content ?? null;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Everything that a report of the loaded data and the Run in view tells of. Rejects with the signal's reason only: what
 * else fails is left out, and said.
 */
export async function gather(
  state: State & { data: LoadedData },
  signal: AbortSignal,
  onProgress: (progress: GatherProgress) => void,
): Promise<Gathered> {
  const problems: string[] = [];
  /** The answer, or what stands in for it where there is none. */
  async function orNot<Answer>(what: string, otherwise: Answer, answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      signal.throwIfAborted();
      problems.push(`${what} ${sentenceOf(error)}`);
      return otherwise;
    }
  }

  const selected = selectRun(state);
  const run = isFinished(selected) ? selected : null;
  onProgress({ text: "Looking through the ratings", share: 0 });
  const survey = await orNot("The charts of the data are left out.", null, state.surveyForReport(signal));
  const lists = { options: state.list, among: state.among, excluded: state.exclusion?.matched ?? 0 };
  let examples: ReportExample[] = [];
  if (run) {
    const asking = state.examplesForReport(signal, ({ done, total }) =>
      onProgress({ text: `Looking up customer ${done + 1} of ${total}`, share: done / total }),
    );
    examples = await orNot("Example recommendations are left out.", [], asking);
  }
  const runs = state.runs.filter(isFinished);
  const material = {
    data: state.data,
    survey,
    run,
    runs,
    losses: runs.map(lossSeries),
    examples,
    lists,
    link: run ? formatHash({ screen: "train", settings: run.settings }) : "",
    version: siteVersion(),
  };
  return { material, problems };
}
