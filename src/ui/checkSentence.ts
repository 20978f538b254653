import type { RunCheck } from "../store/workspaceState";
import { formatRmse } from "./format";

const METRICS = { rmse: "test RMSE", ndcg10: "test NDCG@10" };

/** "test RMSE 1.0065, recomputed from the stored weights, as saved." */
export function checkSentence(check: RunCheck): string {
  if (check.status === "checking") return "recomputing its test figures from the stored weights.";
  if (check.status === "impossible") return `its test figures could not be recomputed: ${check.why}`;
  const { metric, saved, recomputed } = check;
  const figure = `${METRICS[metric]} ${formatRmse(recomputed)}, recomputed from the stored weights`;
  if (check.status === "same") return `${figure}, as saved.`;
  return `${figure}, but ${formatRmse(saved)} was saved. Its weights or its ratings were changed since: do not rely on its figures.`;
}
