import { nounOf } from "../../../../ui/feedback";
import { formatCount, formatNumber, formatRmse } from "../../../../ui/format";
import { outcomeLabel } from "../../../train/comparisons";
import { ratingUnit } from "../../../train/sentences";
import { cannotTell, NO_RUN, summaryPoints } from "../summaryWords";
import type { ReportMaterial } from "../types";

/** The report on half a page: figures, what they come to in sentences, and what they cannot tell. */
export function Summary({ material }: { material: ReportMaterial }) {
  const { run } = material;
  const cannot = cannotTell(material);
  return (
    <>
      <Stats material={material} />
      <ul className="points">
        {summaryPoints(material).map(({ head, text }) => (
          <li key={head}>
            <strong>{head}.</strong> {text}
          </li>
        ))}
      </ul>
      {!run && <p className="notice">{NO_RUN}</p>}
      {cannot.length > 0 && (
        <div className="keep">
          <h3>What this cannot tell</h3>
          <ul>
            {cannot.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Stats({ material: { data, run } }: { material: ReportMaterial }) {
  const { feedback, ratings, users, products, perUser, perProduct } = data.summary;
  const { many } = nounOf(feedback);
  const each = ({ mean }: typeof perUser) => `${formatNumber(mean)} ${many} each on average`;
  const stats: [name: string, value: string, about: string][] = [
    [many, formatCount(ratings), "accepted from the file"],
    ["users", formatCount(users), each(perUser)],
    ["products", formatCount(products), each(perProduct)],
  ];
  const figure = run && testFigure(run.result, ratingUnit(data.summary).one);
  return (
    <dl className="stats">
      {[...stats, ...(figure ? [figure] : [])].map(([name, value, about]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className="value">{value}</span>
            <span className="about">{about}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The one figure that stands for the test, with how it compares. */
function testFigure(
  result: NonNullable<ReportMaterial["run"]>["result"],
  unit: string,
): [name: string, value: string, about: string] | null {
  const label = outcomeLabel(result);
  const about = label?.text ?? "not comparable";
  const { rmse, ranking } = result.test;
  if (rmse !== null) return [`test RMSE, ${unit}`, formatRmse(rmse), about];
  return ranking ? ["test NDCG@10", formatRmse(ranking.ndcg10), about] : null;
}
