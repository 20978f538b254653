import { formatRmse } from "../../ui/format";
import type { CheckedFigure, RunCheck } from "./store/workspaceState";

const METRICS = { rmse: "RMSE", mae: "MAE", ndcg10: "NDCG@10" };
const largest = new Intl.NumberFormat("en", { maximumSignificantDigits: 1, maximumFractionDigits: 20 });

/** "RMSE 1.0065 and MAE 0.8011". */
function figuresText(figures: readonly CheckedFigure[], which: "saved" | "recomputed"): string {
  return figures.map((figure) => `${METRICS[figure.metric]} ${formatRmse(figure[which])}`).join(" and ");
}

/** "test RMSE 1.0065 and MAE 0.8011, recomputed from the stored weights, as saved (largest difference 0.0000003)." */
export function checkSentence(check: RunCheck): string {
  if (check.status === "checking") return "recomputing its test figures from the stored weights.";
  if (check.status === "impossible") return `its test figures could not be recomputed: ${check.why}`;
  const { figures } = check;
  const recomputed = `test ${figuresText(figures, "recomputed")}, recomputed from the stored weights`;
  if (check.status === "different") {
    const was = figures.length === 1 ? "was" : "were";
    return `${recomputed}, but ${figuresText(figures, "saved")} ${was} saved. Its weights or its ratings were changed since: do not rely on its figures.`;
  }
  const difference = Math.max(...figures.map(({ saved, recomputed }) => Math.abs(recomputed - saved)));
  return `${recomputed}, as saved (${difference === 0 ? "no difference" : `largest difference ${largest.format(difference)}`}).`;
}
