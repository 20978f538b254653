import { table } from "../bench/report";
import type { FoldInFigures } from "./foldIn";
import { mean } from "./oracle";

/** The share of the trained users' gain that folding in is to reach. */
const SHARE = 0.95;
const JUDGED = "hybrid";

/** The figures of each model, one for each seed, as a section of the quality report. */
export function foldInText(figures: ReadonlyMap<string, FoldInFigures[]>): string {
  const lines = [...figures].map(([model, each]) => {
    const of = (key: keyof FoldInFigures) => mean(each.map((one) => one[key]));
    const share = (key: "atOnce" | "inParts") => (of("damped") - of(key)) / (of("damped") - of("trained"));
    const figure = (key: keyof FoldInFigures) => of(key).toFixed(4);
    const cells = [model, figure("damped"), figure("inOwnYear"), figure("trained")];
    return {
      model,
      share: share("inParts"),
      cells: [...cells, ...(["inParts", "atOnce"] as const).flatMap((key) => [figure(key), percent(share(key))])],
    };
  });
  const head = [
    "Model",
    "Damped bias",
    "Trained, each in its year",
    "Trained",
    "In four parts",
    "Share",
    "At once",
    "Share",
  ];
  const verdicts = lines
    .filter(({ model }) => model === JUDGED)
    .map(({ share }) => {
      const met = share >= SHARE ? "met" : "not met";
      return `- ${JUDGED} reaches at least ${percent(SHARE)} of the trained users' gain: **${met}** (${percent(share)}).`;
    });
  const body = table(
    head,
    lines.map(({ cells }) => cells),
  );
  return `## Folding in\n\n${INTRODUCTION}\n${body}\n${verdicts.join("\n")}\n`;
}

const INTRODUCTION = `A fifth of the users of \`demo\` are kept from training (their validation ratings too) and folded in from their training
ratings: all at once, or in four parts one after the other, which leaves the products nearly all of their ratings. Test
RMSE over these users' ratings, the mean over the seeds, as in the newest year, which the explorer asks about; the share
is that of the gain over the damped bias of the model that was trained with them.
`;

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
