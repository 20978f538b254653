import { isGroup, SEGMENT_ROLES } from "../../domain/roles";
import type { DatasetSummary } from "../../engine/read/types";
import { nounOf, verbOf } from "../../ui/feedback";
import { formatAmount, formatCount, formatDate, formatNumber, formatShare } from "../../ui/format";
import { groupPhrase, segmentWord } from "../../ui/segmentName";

/** Share of all user-product pairs that have a rating, 0 to 1. */
export function density({ ratings, users, products }: DatasetSummary): number {
  return ratings / (users * products);
}

/** One thing that a model may be wanted for, and how far the file allows it, with the number that says so. */
export interface FitnessAnswer {
  what: "Predicted ratings" | "Personal lists";
  answer: "yes" | "partly" | "no";
  why: string;
}

/** What to expect of a model, before anyone trains one: two answers, and what it can learn and what it cannot. */
export interface Fitness {
  answers: [ratings: FitnessAnswer, lists: FitnessAnswer];
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
const ALL_ALIKE = 0.95;

/** Days below which tastes have hardly had time to change. */
const SHORT_SPAN = 90;
const DAY = 86_400;

/** Known for less than this, a side feature is unknown for most ratings. */
const MOSTLY_KNOWN = 0.5;

export function fitnessOf(summary: DatasetSummary): Fitness {
  const findings = [
    likingFinding(summary),
    productFinding(summary),
    ...sideFindings(summary),
    timeFinding(summary),
    sizeFinding(summary),
  ].filter((finding) => finding !== null);
  return {
    answers: [ratingAnswer(summary), listAnswer(summary)],
    can: findings.flatMap(({ can }) => can ?? []),
    cannot: findings.flatMap(({ cannot }) => cannot ?? []),
  };
}

interface Finding {
  can?: string;
  cannot?: string;
}

/** Both answers as one sentence: "Predicted ratings: partly, 91 % of …; personal lists: no, …". */
export function fitnessSentence(summary: DatasetSummary): string {
  const [ratings, lists] = fitnessOf(summary).answers;
  return `${ratings.what}: ${ratings.answer}, ${ratings.why}; personal lists: ${lists.answer}, ${lists.why}.`;
}

/** Whether it can be told how much a user would like a product. */
function ratingAnswer(summary: DatasetSummary): FitnessAnswer {
  const { feedback, ratings, users, products, commonest, perUser, perProduct, segments } = summary;
  const what = "Predicted ratings";
  if (feedback === "implicit")
    return { what, answer: "no", why: "the file says what was chosen, not how it was rated" };
  const alike = (commonest?.count ?? 0) / ratings;
  if (commonest && alike >= ONE_SIDED) {
    const why = `${formatShare(alike)} of the ratings are ${formatNumber(commonest.rating)}`;
    return alike >= ALL_ALIKE
      ? { what, answer: "no", why }
      : { what, answer: "partly", why: `${why}: degrees of liking show little` };
  }
  if (perUser.once >= MIXED) {
    const carriers = segments.brand?.known ? "product and brand averages" : "product averages";
    return {
      what,
      answer: "partly",
      why: `${formatShare(perUser.once)} of users rated once: ${carriers} decide`,
    };
  }
  if (perProduct.fiveOrMore < MOSTLY_KNOWN) {
    const known = formatShare(perProduct.fiveOrMore);
    return { what, answer: "partly", why: `only ${known} of products have five ratings or more` };
  }
  const each = formatNumber(ratings / products);
  return { what, answer: "yes", why: `${formatAmount(users, "user")} gave ${each} ratings a product on average` };
}

/** Whether users can get a list of their own. */
function listAnswer({ feedback, perUser }: DatasetSummary): FitnessAnswer {
  const what = "Personal lists";
  const verb = verbOf(feedback);
  const once = `${formatShare(perUser.once)} of users ${verb} once`;
  if (perUser.once >= SPARSE) return { what, answer: "no", why: `${once}: nearly everybody gets what is good for all` };
  if (perUser.once >= MIXED) {
    const rest = formatShare(1 - perUser.once);
    return { what, answer: "partly", why: `${once}: the other ${rest} can get a list of their own` };
  }
  const few = perUser.once === 0 ? "" : `, ${formatShare(perUser.once)} only one`;
  return { what, answer: "yes", why: `users ${verb} ${formatNumber(perUser.mean)} products each on average${few}` };
}

/** What the file tells of liking beside a rating for a user. */
function likingFinding({ feedback, ratings, commonest, perUser }: DatasetSummary): Finding {
  if (feedback === "explicit") {
    const isTelling = (commonest?.count ?? 0) / ratings < ALL_ALIKE;
    return isTelling ? { can: "Which products rate high." } : { cannot: "Which products rate high." };
  }
  return {
    can: perUser.once < SPARSE ? "Which products go together." : "Which products are chosen most.",
    cannot: "What nobody likes: not to have chosen a product may mean not to know it.",
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
