import { isGroup, SEGMENT_ROLES } from "../../domain/roles";
import type { DatasetSummary } from "../../engine/read/types";
import { nounOf, verbOf } from "../../ui/feedback";
import { formatAmount, formatCount, formatDate, formatNumber, formatShare } from "../../ui/format";
import { groupPhrase, segmentWord } from "../../ui/segmentName";

/** Share of all user-product pairs that have a rating, 0 to 1. */
export function density({ ratings, users, products }: DatasetSummary): number {
  return ratings / (users * products);
}

/** What to expect of a model, before anyone trains one: one sentence, and what it can learn and what it cannot. */
export interface Fitness {
  verdict: string;
  can: string[];
  cannot: string[];
}

/** Most users rated once: averages will do the work. Chosen to be plain, not exact. */
const SPARSE = 0.8;
const MIXED = 0.4;

/** Test parts of fewer ratings than this tell models apart by chance: a tenth of them is held out. */
const FEW_RATINGS = 1000;

/** A scale on which nearly all ratings are the same tells products apart by little. */
const ONE_SIDED = 0.6;

/** Days below which tastes have hardly had time to change. */
const SHORT_SPAN = 90;
const DAY = 86_400;

/** Known for less than this, a side feature is unknown for most ratings. */
const MOSTLY_KNOWN = 0.5;

export function fitnessOf(summary: DatasetSummary): Fitness {
  const findings = [
    ratingFinding(summary),
    productFinding(summary),
    ...sideFindings(summary),
    timeFinding(summary),
    sizeFinding(summary),
  ].filter((finding) => finding !== null);
  return {
    verdict: fitnessSentence(summary),
    can: findings.flatMap(({ can }) => can ?? []),
    cannot: findings.flatMap(({ cannot }) => cannot ?? []),
  };
}

interface Finding {
  can?: string;
  cannot?: string;
}

/** How far the file allows personal lists, in one sentence with its numbers. */
export function fitnessSentence(summary: DatasetSummary): string {
  const { feedback, users, perUser, segments } = summary;
  const verb = verbOf(feedback);
  const once = `${formatShare(perUser.once)} of users ${verb} once`;
  if (perUser.once >= SPARSE) {
    const carriers = segments.brand?.known ? "product and brand effects" : "product effects";
    return `${once}: expect little personalisation; ${carriers} will carry the model.`;
  }
  if (perUser.once >= MIXED) {
    const rest = formatShare(1 - perUser.once);
    return `${once}: they will get what is good for everybody, the other ${rest} can get a list of their own.`;
  }
  const few = perUser.once === 0 ? "none of them only once" : `${formatShare(perUser.once)} of them only once`;
  const mean = formatNumber(perUser.mean);
  return `${formatAmount(users, "user")} ${verb} ${mean} products each on average, ${few}: enough history for personal lists.`;
}

function ratingFinding({ feedback, ratings, commonest }: DatasetSummary): Finding {
  if (feedback === "implicit") {
    return {
      can: "Which products go together, and what a user is likely to choose next.",
      cannot:
        "How much anybody liked a product: the file says what was chosen, not how it was rated. Not to have chosen a product may mean not to know it.",
    };
  }
  const share = (commonest?.count ?? 0) / ratings;
  if (!commonest || share < ONE_SIDED) {
    return { can: "How a user would rate a product, and which products rate high." };
  }
  const rating = formatNumber(commonest.rating);
  return {
    can: "Which products rate high.",
    cannot: `Much about degrees of liking: ${formatShare(share)} of the ratings are ${rating}.`,
  };
}

function productFinding({ feedback, products, perProduct }: DatasetSummary): Finding {
  const { many } = nounOf(feedback);
  const wellKnown = Math.round(perProduct.fiveOrMore * products);
  const rest = products - wellKnown;
  const which =
    rest === 0
      ? `All ${formatAmount(products, "product")}`
      : `${formatCount(wellKnown)} of ${formatAmount(products, "product")}`;
  const can = `${which} by themselves: they have five ${many} or more.`;
  if (rest === 0) return { can };
  const cannot = `Much about the other ${formatAmount(rest, "product")}: what is said of them leans on averages.`;
  return wellKnown > 0 ? { can, cannot } : { cannot: cannot.replace("the other", "any of the") };
}

function sideFindings(summary: DatasetSummary): Finding[] {
  const { many } = nounOf(summary.feedback);
  return SEGMENT_ROLES.flatMap((role): Finding[] => {
    const segment = summary.segments[role];
    if (!segment || segment.values === 0) return [];
    const known = formatShare(segment.known);
    const phrase = isGroup(role) ? groupPhrase(role, summary) : `the ${segmentWord(role, summary)}`;
    if (segment.known >= MOSTLY_KNOWN) return [{ can: `The effect of ${phrase}, known for ${known} of the ${many}.` }];
    return [{ cannot: `The effect of ${phrase} for most ${many}: it is known for ${known} of them.` }];
  });
}

function timeFinding({ timeSpan, timed }: DatasetSummary): Finding {
  if (!timeSpan) return { cannot: "How tastes change: there are no times, so no test on the newest ratings either." };
  const [first, last] = timeSpan;
  const span = `${formatDate(first)} to ${formatDate(last)}`;
  const known = timed !== null && timed < 1 ? `, with times for ${formatShare(timed)}` : "";
  if (last - first < SHORT_SPAN * DAY) return { cannot: `How tastes change: ${span} is too short for that${known}.` };
  return { can: `How things changed from ${span}${known}.` };
}

function sizeFinding({ feedback, ratings }: DatasetSummary): Finding | null {
  if (ratings >= FEW_RATINGS) return null;
  const held = formatAmount(Math.max(1, Math.floor(ratings / 10)), nounOf(feedback).one, nounOf(feedback).many);
  return { cannot: `Small differences between models: they would be tested on ${held}.` };
}
