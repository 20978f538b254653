import { PRODUCT_SEGMENTS } from "../../domain/roles";
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

/** What files of product details added to the ratings. */
export function DetailsCard({ details, summary, span }: Props) {
  return (
    <Card title="Which products have details?" span={span}>
      {details.map((report) => (
        <p key={report.file}>{detailsSentence(report, summary)}</p>
      ))}
    </Card>
  );
}

/** "products.csv tells title, brand of 9,421 of the 9,560 products; 140 more are not in the ratings." */
export function detailsSentence({ file, products, matched, skipped, roles }: DetailsReport, summary: DatasetSummary) {
  const segments = PRODUCT_SEGMENTS.filter((role) => roles.includes(role)).map((role) => segmentWord(role, summary));
  const names = list.format(roles.includes("title") ? ["title", ...segments] : segments);
  const known = `${formatCount(matched)} of the ${formatAmount(summary.products, "product")}`;
  const others = products - matched;
  const unused =
    others > 0 ? ` ${formatAmount(others, "product")} in it ${others === 1 ? "has" : "have"} no rating here.` : "";
  const skips =
    skipped > 0
      ? ` ${formatAmount(skipped, "record")} without a new product id ${skipped === 1 ? "was" : "were"} skipped.`
      : "";
  return `${file} tells ${names} of ${known}.${unused}${skips}`;
}
