import { nounOf } from "../../ui/feedback";
import { formatAmount, formatCount } from "../../ui/format";
import { toSettle } from "../data/found";
import type { LoadedData } from "../data/store/dataState";
import { selectRun } from "../studio/selectors";
import type { State } from "../studio/state";
import { useStore } from "../studio/store";
import { epochWords, figureOf, savedSentence, whereInterrupted } from "./progress";

/** "shop.csv is open: 41,200 ratings", with what is to be looked at: "1 warning and 2 open questions". */
function openSentence({ summary: { name, ratings, feedback }, report }: LoadedData): string {
  const open = `${name} is open: ${formatAmount(ratings, nounOf(feedback).one)}`;
  const left = toSettle(report);
  return left === "" ? open : `${open}. ${left} on the Data screen`;
}

/** "8,009 of 40,000 ratings pass the filters", once a brush is let go; null where Explore shows all. */
function filterSentence({ screen, brushing, shown, selection, survey, data }: State): string | null {
  if (screen !== "explore" || brushing || !selection || !survey || !data) return null;
  if (Object.keys(shown).length === 0) return null;
  const { one, many } = nounOf(data.summary.feedback);
  const amount = formatAmount(survey.all.ratings, one, many);
  return `${formatCount(selection.ratings)} of ${amount} ${selection.ratings === 1 ? "passes" : "pass"} the filters`;
}

/** The last thing that happened, in words; it changes with each event worth hearing, never with each tick. */
export function announcement(state: State): string {
  const { reading, data, savingWorkspace, savedWorkspace } = state;
  if (reading) return `${reading.unpacked ? "Opening" : "Reading"} ${reading.name}`;
  if (savingWorkspace) return `Saving ${savingWorkspace.name} as a workspace`;
  if (savedWorkspace) return savedSentence(savedWorkspace);
  const filtered = filterSentence(state);
  if (filtered) return filtered;
  const run = selectRun(state);
  if (!run) return data ? openSentence(data) : "";
  if (run.status === "failed") return `Training failed. ${run.error ?? ""}`;
  if (run.status === "interrupted") return `Run ${run.id} was interrupted ${whereInterrupted(run)}`;
  if (run.result) {
    const { rmse, ranking } = run.result.test;
    const figure = `test ${figureOf(rmse, ranking?.ndcg10 ?? null)}`;
    return run.isRestored ? `Run ${run.id}: ${figure}` : `Training finished: ${figure}`;
  }
  if (run.status === "paused") return "Training paused";
  const last = run.epochs.at(-1);
  if (!last) return "Training started";
  const figure = figureOf(last.validationRmse, last.validationNdcg10);
  const words = epochWords(run, last.epoch);
  return `${words[0].toUpperCase()}${words.slice(1)} done: validation ${figure}`;
}

/** Tells screen readers about jobs that the eye sees in the top bar. */
export function Announcer() {
  const text = useStore(announcement);
  return (
    <div role="status" className="hidden">
      {text}
    </div>
  );
}
