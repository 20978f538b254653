import type { DatasetSummary } from "../../../../engine/read/types";
import type { RatedProduct, Recommendation } from "../../../../engine/recommend/types";
import { DataTable, type TableColumn } from "../../../../ui/DataTable";
import { nounOf, timesWords } from "../../../../ui/feedback";
import { formatAmount, formatDate } from "../../../../ui/format";
import { formatRating, isByInterest, likelyWords, matchShares, matchWords } from "../../../recommend/sentences";
import type { ReportExample } from "../../store/reportState";
import { Product } from "../cells";
import type { CustomerNames } from "../customers";
import { aboutExample, whySentences } from "../exampleWords";

/** Of the history, the newest. */
const MOST_RATED = 6;

interface Props {
  example: ReportExample;
  /** How customers are called. */
  names: CustomerNames;
  summary: DatasetSummary;
}

/** One customer: what they rated, what they would be recommended, and why. */
export function Example({ example, names, summary }: Props) {
  const { user, kind, history } = example;
  const name = user === null ? "a new customer" : names.of(user);
  const isExplicit = summary.feedback === "explicit";
  return (
    <section className="example">
      <div className="keep">
        <h3>
          {user === null ? "A new customer" : name} <span className="kind">{kindText(kind, summary)}</span>
        </h3>
        <p className="answer">{aboutExample(example, summary)}</p>
        {history.length > 0 && (
          <>
            <h4>{isExplicit ? "Rated before" : "Chosen before"}</h4>
            <History history={history} name={name} summary={summary} />
          </>
        )}
      </div>
      <div className="keep">
        <h4>Recommended</h4>
        <List example={example} name={name} summary={summary} />
      </div>
    </section>
  );
}

function kindText(kind: ReportExample["kind"], { feedback }: DatasetSummary): string {
  const texts: Record<typeof kind, string> = {
    opened: "looked up by the author",
    "most active": "the most active of all",
    regular: "more active than most",
    typical: "as active as most",
    "one rating": `with one ${nounOf(feedback).one}`,
    new: "of whom nothing is known",
  };
  return texts[kind];
}

function History({ history, name, summary }: { history: RatedProduct[]; name: string; summary: DatasetSummary }) {
  const isExplicit = summary.feedback === "explicit";
  const decimals = history.every(({ rating }) => Number.isInteger(rating)) ? 0 : 1;
  const hasTimes = history.some(({ time }) => time !== null);
  const hasCounts = !isExplicit && history.some(({ rating }) => rating !== 1);
  const figures: TableColumn<RatedProduct>[] = [
    ...(hasTimes
      ? [
          {
            name: "Date",
            numeric: true,
            cell: ({ time }: RatedProduct) => (time === null ? "–" : formatDate(time)),
          },
        ]
      : []),
    ...(isExplicit
      ? [{ name: "Rating", numeric: true, cell: ({ rating }: RatedProduct) => formatRating(rating, decimals) }]
      : []),
    ...(hasCounts ? [{ name: "Chosen", numeric: true, cell: ({ rating }: RatedProduct) => timesWords(rating) }] : []),
  ];
  const shown = history.slice(0, MOST_RATED);
  const left = history.length - shown.length;
  return (
    <>
      <DataTable<RatedProduct>
        caption={`${isExplicit ? "Rated" : "Chosen"} before by ${name}`}
        columns={[{ name: "Product", cell: (rated) => <Product {...rated} /> }, ...figures]}
        rows={shown}
      />
      {left > 0 && (
        <p className="n">
          {hasTimes ? "The newest are listed; " : ""}
          {formatAmount(left, `more ${nounOf(summary.feedback).one}`)} not listed.
        </p>
      )}
    </>
  );
}

type Row = Recommendation & { rank: number; share: number; why: string[] };

function List({ example, name, summary }: Omit<Props, "names"> & { name: string }) {
  const { kind, recommendations } = example.list;
  // The list's own sentence names the customer.
  if (recommendations.length === 0) return <p>Nothing is left to recommend.</p>;
  const shares = matchShares(recommendations.map(({ score }) => score));
  const rows = recommendations.map((recommendation, place): Row => {
    const reasons = example.reasons.find(({ product }) => product === recommendation.product);
    return {
      ...recommendation,
      rank: place + 1,
      share: shares[place],
      why: reasons ? whySentences(reasons, summary) : [],
    };
  });
  const scoreColumn: TableColumn<Row> =
    kind === "ranking"
      ? { name: "Match", numeric: true, cell: ({ share }) => matchWords(share) }
      : {
          name: "Predicted",
          numeric: true,
          cell: ({ predicted, interval }) => (
            <>
              {predicted === null ? "–" : formatRating(predicted)}
              {interval && (
                <span className="ends">
                  {formatRating(interval[0], 1)} to {formatRating(interval[1], 1)}
                </span>
              )}
            </>
          ),
        };
  return (
    <DataTable<Row>
      caption={`Recommended to ${name}`}
      columns={[
        { name: "#", cell: ({ rank }) => rank },
        {
          name: "Product, and why",
          cell: (row) => (
            <>
              <Product {...row} />
              {row.why.map((sentence) => (
                <span key={sentence} className="why">
                  {sentence}
                </span>
              ))}
            </>
          ),
        },
        ...(isByInterest(example.list)
          ? [
              {
                name: "How likely",
                numeric: true,
                cell: ({ likely }: Row) => (likely === null ? "–" : likelyWords(likely)),
              },
            ]
          : []),
        ...(kind === "ranking" && isByInterest(example.list) ? [] : [scoreColumn]),
      ]}
      rows={rows}
      rowKey={({ product }) => product}
    />
  );
}
