import type { BiasTables, CellCodes } from "../../../engine/explore/types";
import type { Effect } from "../../../engine/statistics/types";
import { formatAmount, formatCount, formatNumber } from "../../../ui/format";
import { segmentSubject } from "../../../ui/segmentName";
import { sumOf } from "../chartWords";
import { effectWord, LEVEL, pText } from "../effects";
import type { Look } from "../look";
import { meanText } from "../segment/words";
import { type BiasCell, biasCells } from "./cells";
import { bothOf, cellPhrase } from "./names";

/** Cells of fewer ratings are not named as the highest or lowest. */
const FEWEST = 30;

export const MEANS_QUESTION = "Does the rating depend on both together?";

/** √η² is a correlation, so that its size has the words of one. */
export function etaWord({ partialEtaSquared }: Effect): string {
  return effectWord(Math.sqrt(partialEtaSquared));
}

/** A share of the variance, however small: "0.0012 %". */
function percent(share: number): string {
  return `${formatNumber(share * 100, 2)}\u00a0%`;
}

/** "F(2, 174,118) = 62.6" */
export function fText({ f, degrees }: Effect): string {
  return `F(${formatCount(degrees[0])}, ${formatCount(degrees[1])}) = ${formatNumber(f)}`;
}

/** Why the ANOVA is not estimable: a clause. */
export function whyNot({ cells }: Pick<BiasTables, "cells">, { rows, columns }: CellCodes): string {
  const n = cells.ratings;
  const empty = cells.n.filter((count) => count === 0).length;
  if (n === 0) return "no rating that passes the filters tells both";
  if (n < sumOf(cells.n)) return "a rating can be in several cells, which no test of them allows";
  if (rows.length < 2 || columns.length < 2) return "there is a single value of one of them";
  if (empty > 0) {
    return `${formatCount(empty)} of ${formatAmount(cells.n.length, "combination")} ${empty === 1 ? "has" : "have"} no rating`;
  }
  if (n <= cells.n.length) return "there are no more ratings than combinations";
  return "the ratings within each combination are all equal";
}

/** How much the two explain together beyond each alone, what each explains, and between which means. */
export function meansSentence(look: Look): string {
  const { survey, selection, summary } = look;
  const { anova } = selection.bias!;
  const { pair } = survey.bias!;
  const both = bothOf(pair, summary);
  const range = rangeSentence(look);
  if (!anova?.interaction) {
    return `We cannot tell whether the rating depends on ${both} together: ${whyNot(selection.bias!, survey.bias!)}.${range}`;
  }
  const { interaction } = anova;
  const size = `Their interaction explains ${percent(interaction.partialEtaSquared)} of the variance (partial η², a ${etaWord(interaction)} effect); ${fText(interaction)}, ${pText(interaction.p)}`;
  const alone = pair.map((role, i) => aloneText(segmentSubject(role, summary), i === 0 ? anova.row : anova.column));
  const start =
    interaction.p < LEVEL
      ? `The rating ${etaWord(interaction) === "negligible" ? "hardly depends" : "depends"} on ${both} together`
      : `We cannot tell whether the rating depends on ${both} together`;
  return `${start}.\n${size}. By itself, ${alone.join("; ")}.${range}`;
}

function aloneText(subject: string, effect: Effect | null): string {
  if (!effect) return `${subject} is not estimable`;
  const size = `${subject} explains ${percent(effect.partialEtaSquared)}`;
  const isSure = effect.p < LEVEL;
  return `${size} (${isSure ? `${etaWord(effect)}, ` : ""}${pText(effect.p)}${isSure ? "" : ", which may be chance"})`;
}

function rangeSentence(look: Look): string {
  const { survey, selection, feedback, summary } = look;
  const { n, mean, margin } = selection.bias!.cells;
  const sure = biasCells(look)
    .filter(({ at }) => n[at] >= FEWEST)
    .sort((a, b) => mean[a.at] - mean[b.at]);
  const [lowest, highest] = [sure[0], sure.at(-1)];
  if (!lowest || !highest || lowest === highest) return "";
  const named = ({ at, labels }: BiasCell) =>
    `${meanText({ mean: mean[at], margin: margin[at] })} (${cellPhrase(survey.bias!.pair, labels, feedback, summary)})`;
  return ` Means lie between ${named(lowest)} and ${named(highest)}.`;
}
