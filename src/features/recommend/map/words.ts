import { PRODUCT_SEGMENTS, USER_SEGMENTS } from "../../../domain/roles";
import type { DatasetSummary } from "../../../engine/read/types";
import type { MapColour, MapGroups, MapKind, MapName, MapPicture } from "../../../engine/recommend/map/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount, formatCount, formatShare } from "../../../ui/format";
import { segmentName } from "../../../ui/segmentName";
import type { MapFrame } from "../store/mapState";

export const KIND_NAMES: Record<MapKind, string> = { products: "Products", users: "Users", brands: "Brands" };
const ONE: Record<MapKind, string> = { products: "product", users: "user", brands: "brand" };

/** "1 product", "9,412 products". */
export function pointsWords(count: number, kind: MapKind): string {
  return formatAmount(count, ONE[kind]);
}

/** How many of all are drawn, and what the two axes are. */
export function mapSentence({ kind, codes, total, dimensions, variance, method }: MapPicture, shown: number): string {
  const all = pointsWords(total, kind);
  const drawn = shown === codes.length ? "" : `, ${formatCount(shown)} shown alone`;
  const first = `${formatCount(codes.length)} of ${all} drawn${drawn}.`;
  if (method === "umap") return `${first} Near points are alike; how far apart groups lie says little.`;
  if (dimensions === 1) return `${first} The model has one factor, so all lie on a line.`;
  const held = variance ? formatShare(variance[0] + variance[1]) : "part";
  const dots = `The two axes hold ${held} of the variance of ${formatCount(dimensions)} factors.`;
  return dimensions === 2 ? `${first} The model has two factors: the map shows all of them.` : `${first} ${dots}`;
}

/** Why some are not drawn; empty where all are. */
export function mapMissingSentence({ kind, codes, total, isCut }: MapPicture): string {
  if (codes.length === total) return "";
  const most = kind === "products" ? "the most rated" : "the most active";
  if (isCut) return `Drawn are ${most} of those that the model knows.`;
  if (kind === "brands") return "The others have no product in the training part.";
  return "The others have no factors: the training part does not know them.";
}

/** Which epoch is drawn. */
export function frameWords({ epoch, final }: MapFrame): string {
  return final ? `Best epoch, ${epoch}` : `Epoch ${epoch}`;
}

/** What points can be coloured by, with a name each. */
export function colourChoices(
  kind: MapKind,
  summary: DatasetSummary,
  hasErrors: boolean,
): { value: MapColour; label: string }[] {
  const roles = kind === "products" ? PRODUCT_SEGMENTS : kind === "users" ? USER_SEGMENTS : [];
  const segments = roles
    .filter((role) => summary.segments[role])
    .map((role) => ({ value: role, label: segmentName(role, summary) }));
  return [
    ...segments,
    ...(hasErrors && kind === "products" ? [{ value: "error" as const, label: "Error on test ratings" }] : []),
    { value: "none" as const, label: "One colour" },
  ];
}

/** A point's title, or its id. */
export function titleOf(name: MapName): string {
  return name.title || name.id;
}

/** What else is known of a point. */
export function aboutWords(name: MapName, kind: MapKind, feedback: DatasetSummary["feedback"]): string {
  const ratings = kind === "brands" ? "" : formatAmount(name.ratings, nounOf(feedback).one);
  return [name.title && name.id, ...name.about, ratings].filter(Boolean).join(" · ");
}

/** What a chosen set mostly is; empty where nothing can be said. */
export function mixtureSentence(points: readonly number[], { groups, labels }: MapGroups): string {
  const counts = new Map<number, number>();
  for (const point of points) counts.set(groups[point], (counts.get(groups[point]) ?? 0) + 1);
  const ranked = [...counts].filter(([group]) => group >= 1 && group <= labels.length).sort((a, b) => b[1] - a[1]);
  const [first, second] = ranked;
  if (!first) return "";
  const part = ([group, count]: [number, number]) => `${labels[group - 1]} ${formatShare(count / points.length)}`;
  return `${part(first)}${second ? `, ${part(second)}` : ""}.`;
}

/** What a search on the map found. */
export function foundOnMap(query: string, shown: number, total: number, kind: MapKind): string {
  if (query.trim() === "") return "";
  if (total === 0)
    return `No ${ONE[kind]} on the map has “${query.trim()}” in its ${kind === "products" ? "id or title" : "name"}.`;
  return shown < total
    ? `${pointsWords(total, kind)} found; the first ${shown} are listed.`
    : `${pointsWords(total, kind)} found.`;
}
