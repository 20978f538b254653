import type { WaterfallStep } from "../../../charts/svg/Waterfall";
import type { InterestReasons } from "../../../engine/recommend/types";
import { formatAmount, formatCount, formatShare } from "../../../ui/format";

/** Products of the history that have a bar of their own. */
const SHOWN = 8;

/** A part of the interest: "+0.031", with a true minus. */
export function weightText(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.0005) return value < 0 ? "over −0.001" : "under 0.001";
  return `${value < 0 ? "−" : "+"}${size.toFixed(3)}`;
}

/**
 * The parts of the interest, which add up to it: the products that weigh most, all others together, and what its
 * popularity adds. Interest below 0 counts as none: then popularity is no part of this sum.
 */
export function interestSteps({ contributions, products, interest, popularity }: InterestReasons): WaterfallStep[] {
  const step = (label: string, value: number): WaterfallStep => ({ label, value, text: weightText(value) });
  const shown = contributions.filter(({ value }) => value !== 0).slice(0, SHOWN);
  const rest = interest - shown.reduce((sum, { value }) => sum + value, 0);
  const more = products - shown.length;
  return [
    ...shown.map(({ product, title, value }) => step(title || product, value)),
    ...(more > 0 && shown.length > 0 ? [step(`and ${formatCount(more)} more`, rest)] : []),
    ...(interest >= 0 ? [step("Its popularity", popularity)] : []),
  ];
}

/** What the parts come to. */
export function interestTotal({ interest, popularity }: InterestReasons): { label: string; text: string } {
  return { label: "Interest", text: weightText(interest >= 0 ? interest + popularity : interest) };
}

/**
 * What speaks for their taking it.
 * @param ratings of theirs: training may have had fewer
 */
export function interestSentence({ contributions, products, interest }: InterestReasons, ratings: number): string {
  if (contributions.every(({ value }) => value === 0)) {
    return "Nothing that they have is taken together with it: only its popularity speaks for it.";
  }
  const whose = products < ratings ? "that training had of them" : "they have";
  const parts = `How much each of the ${formatAmount(products, "product")} ${whose} goes with this one.`;
  return interest < 0 ? `${parts} Below 0 it counts as nothing, so only its popularity speaks for it.` : parts;
}

/** What speaks for their liking it; empty where nothing is rated. */
export function likedSentence({ liked }: Pick<InterestReasons, "liked">): string {
  if (liked === null) return "";
  return `Once they take it, they like it with a probability of ${formatShare(Number(liked.toPrecision(2)))}. The list multiplies the two, with less weight on liking.`;
}
