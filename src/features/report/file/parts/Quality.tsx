import { roleLabel } from "../../../../domain/roles";
import { DataTable } from "../../../../ui/DataTable";
import { formatCount, formatShare } from "../../../../ui/format";
import { fitnessOf } from "../../../data/fitness";
import { repeatsSentence } from "../../../data/guesses";
import { balanceSentence, otherLines, passedOverText } from "../../../data/quality";
import { guessText } from "../../../data/roles";
import type { LoadedData } from "../../../data/store/dataState";
import { dataFacts } from "../../facts";
import { FactsOf } from "../cells";

/** Whether every record is accounted for, how the columns were read, and what can be learnt from them. */
export function Quality({ data }: { data: LoadedData }) {
  const { report, summary } = data;
  const fitness = fitnessOf(summary);
  const repeats = repeatsSentence(report);
  const passedOver = passedOverText(report);
  return (
    <>
      <section>
        <h3>Was everything read?</h3>
        <p className="answer">{balanceSentence(report)}</p>
        <p className="n">
          {repeats} Other lines: {otherLines(report)}.{passedOver && ` Passed over: ${passedOver}.`}
        </p>
        <Rejections report={report} />
      </section>
      <section className="keep">
        <h3>What can be learnt from it?</h3>
        {fitness.answers.map(({ what, answer, why }) => (
          <p key={what} className="answer">
            {what}: <strong>{answer}</strong>, {why}.
          </p>
        ))}
        <div className="columns">
          <Sentences title="A recommender can learn" sentences={fitness.can} />
          <Sentences title="It cannot learn" sentences={fitness.cannot} />
        </div>
      </section>
      <FactsOf title="The file" facts={dataFacts(data)} />
      {report.columns.length > 0 && <Columns report={report} />}
    </>
  );
}

function Rejections({ report: { rejectedBy, rejected } }: Pick<LoadedData, "report">) {
  if (rejected === 0) return null;
  const reasons = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  return (
    <DataTable<(typeof reasons)[number]>
      caption="Records rejected, by reason"
      rows={reasons}
      rowKey={([reason]) => reason}
      columns={[
        { name: "Rejected because", cell: ([reason]) => reason },
        { name: "Records", numeric: true, cell: ([, count]) => formatCount(count) },
        { name: "Share", numeric: true, cell: ([, count]) => formatShare(count / rejected) },
      ]}
    />
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

type Column = LoadedData["report"]["columns"][number];

function Columns({ report: { columns } }: Pick<LoadedData, "report">) {
  return (
    <section className="keep">
      <h3>What does each column stand for?</h3>
      <DataTable<Column>
        caption="Columns of the file"
        rows={columns}
        columns={[
          { name: "Column", cell: ({ name }) => name },
          { name: "Read as", cell: ({ role }) => roleLabel(role) },
          { name: "Because", cell: (column) => guessText(column).replace("chosen by you", "chosen by the author") },
        ]}
      />
    </section>
  );
}
