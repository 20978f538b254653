import { MODEL as AVERAGES } from "../../models/averages/definition";
import { modelOf } from "../../models/registry";
import type { MemberSnapshot, ModelSnapshot } from "../../models/snapshot";

const ROWS =
  "u = users.row[i] and p = products.row[j] for the i-th user of users.json and the j-th product of products.json, " +
  "or 0 for an id that is not there";

const LAYERS = "layers: x -> layers.<k>.weight x + layers.<k>.bias for k = 0, 1, ..., max(0, x) between them";

const FEATURES =
  "the row f of the k-th of `features` is features.<k>.row[i] of the i-th id, values[text] of a value that is told, `row` " +
  "of the newest year, `stranger` of the feature stranger for a user who is not there, 0 where unknown";

const OF_AVERAGES =
  "rating = offset + users.average[i] + products.average[j] for the i-th user of users.json and the j-th product of " +
  "products.json, `unknownUser` and `unknownProduct` for an id that is not there, held between low and high of `range`; " +
  "users.row and products.row are 0 for an id without training ratings";

const DRIFT =
  "to the score of a rating of the i-th user at a time in seconds + users.drift[i] * sign(d) * |d|^0.4 / 2 is added, with " +
  "d = (time - users.mean_date[i]) / 86400";

const HISTORY =
  "a user who is not there is given a row: users.embedding[0] + products.input[p] summed over the products that the user " +
  "has rated / sqrt(their number) where these are `history.least` or more, the bias users.bias[0] + history.countBias[b] - " +
  "history.countBias[0] with b = ceil(log2(1 + number)), at most the last, and from there the row of least squared errors " +
  "with userPull";

const BLEND =
  "the k-th of `members` has its tensors under members.<k>. and predicts by its own formula, without a time: users.row and " +
  "products.row are 0 for an id that no member knows";

const SOFTLY =
  "rating = low + s * ln((1 + exp((r - low) / s)) / (1 + exp((r - high) / s))) with low and high of `range` and s = `softness`";

const LISTS = {
  primal:
    "lists.weights[a][b] is what having product lists.chosen[a] adds to the interest in product lists.chosen[b], " +
    "products that are not chosen have none",
  dual:
    "K is the symmetric matrix of which lists.inverse is the lower triangle by rows, x[p] is 1 in the rows " +
    "lists.owners.row[lists.owners.start[p] .. lists.owners.start[p + 1]) and else 0, and what having product h adds to " +
    "the interest in another product p is x[h]^T K x[p] / (1 - lists.leverage[p])",
};

const LIST_ORDER =
  "lists of a user are ordered by (max(0, interest) + lists.popularity * lists.counts[p] / sum(lists.counts))";
const LIKING =
  " * Phi((rating + liked.step / 2 - liked.relevantFrom) / liked.sigma)^0.7 with Phi of the normal distribution and " +
  "popularity and liked of `lists` in config.json";

/** How a prediction is computed, in the names of the tensors; those of a member of a blend lie under a prefix. */
export function formulaOf(
  snapshot: MemberSnapshot & Pick<ModelSnapshot, "lists" | "members" | "softness">,
  prefix = "",
): string {
  const { model } = snapshot;
  const parts = model === AVERAGES ? [OF_AVERAGES] : ratingParts(snapshot);
  if (prefix !== "") parts.push(`all of these tensors lie under ${prefix}`);
  return `${[...parts, ...listParts(snapshot)].join("; ")}.`;
}

function ratingParts({
  model,
  linear,
  dense,
  hybrid,
  bayesian,
  members,
  softness,
  lists,
}: Parameters<typeof formulaOf>[0]) {
  const { formula, learns } = modelOf(model);
  if (members) return [formula, softness ? SOFTLY : "rating = r, held between low and high of `range`", BLEND];
  if (learns === "lists" && lists) return [ROWS, "a score orders products for one user and is no rating"];
  const score = linear && !hybrid ? formula.replace("score =", "score = offset +") : formula;
  const rating =
    learns === "lists"
      ? "a score orders products for one user and is no rating"
      : linear
        ? "rating = score, held between low and high of `range`"
        : "rating = low + (high - low) / (1 + exp(-score)) with low and high of `range`";
  return [
    score,
    ...(dense.length > 0 ? [LAYERS] : []),
    rating,
    ROWS,
    ...(hybrid ? [FEATURES] : []),
    ...(bayesian && bayesian.drift.length > 0 ? [DRIFT] : []),
    ...(bayesian && bayesian.inputs.length > 0 ? [HISTORY] : []),
  ];
}

function listParts({ lists }: Pick<ModelSnapshot, "lists">): string[] {
  if (!lists) return [];
  return [
    "the interest in a product is the sum of what each product that a user has adds to it",
    LISTS[lists.itemItem.solved.form],
    LIST_ORDER + (lists.liked ? LIKING : ""),
  ];
}
