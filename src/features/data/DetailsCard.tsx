import { PRODUCT_SEGMENTS, USER_SEGMENTS } from "../../domain/roles";
import type { DatasetSummary, DetailsReport } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { formatAmount, formatCount } from "../../ui/format";
import { segmentWord } from "../../ui/segmentName";

const list = new Intl.ListFormat("en", { type: "conjunction" });

interface Props {
  details: readonly DetailsReport[];
  summary: DatasetSummary;
  span?: number;
}

/** What files of details of products, and of users, added to the ratings. */
export function DetailsCard({ details, summary, span }: Props) {
  return (
    <Card title={detailsTitle(details)} span={span}>
      {details.map((report) => (
        <p key={report.file}>{detailsSentence(report, summary)}</p>
      ))}
    </Card>
  );
}

/** Of what there are details. */
function detailsTitle(details: readonly DetailsReport[]): string {
  const kinds = new Set(details.map(({ of }) => of ?? "product"));
  return kinds.size > 1 ? "Which products and users have details?" : `Which ${[...kinds][0]}s have details?`;
}

/** "products.csv tells title, brand of 9,421 of the 9,560 products; 140 more are not in the ratings." */
export function detailsSentence(
  { file, of: whom, products, matched, skipped, roles }: DetailsReport,
  summary: DatasetSummary,
) {
  const of = whom ?? "product";
  const segments = (of === "user" ? USER_SEGMENTS : PRODUCT_SEGMENTS)
    .filter((role) => roles.includes(role))
    .map((role) => segmentWord(role, summary));
  const names = list.format(of === "product" && roles.includes("title") ? ["title", ...segments] : segments);
  const known = `${formatCount(matched)} of the ${formatAmount(of === "user" ? summary.users : summary.products, of)}`;
  const others = products - matched;
  const unused =
    others > 0 ? ` ${formatAmount(others, of)} in it ${others === 1 ? "has" : "have"} no rating here.` : "";
  const skips =
    skipped > 0
      ? ` ${formatAmount(skipped, "record")} without a new ${of} id ${skipped === 1 ? "was" : "were"} skipped.`
      : "";
  return `${file} tells ${names} of ${known}.${unused}${skips}`;
}
