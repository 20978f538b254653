import type { LoadedData } from "../../../data/store/dataState";
import { dataLine } from "../summaryWords";
import type { ReportChoices } from "../types";

interface Props {
  data: LoadedData;
  choices: Pick<ReportChoices, "title" | "note">;
  date: string;
  contents: readonly { id: string; title: string }[];
}

/** What the report is called, of what and when; what its author has to say; what is in it. */
export function Cover({ data, choices: { title, note }, date, contents }: Props) {
  const { summary, isSample } = data;
  const paragraphs = note
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean);
  return (
    <header className="cover">
      <p className="kind">Report · {date}</p>
      <h1>{title}</h1>
      <p className="lead">
        {summary.name}: {dataLine(summary)}.{isSample && " This is the studio’s built-in sample, which is invented."}
      </p>
      {paragraphs.length > 0 && (
        <section className="note" aria-label="Remarks by the author">
          {paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      )}
      <nav aria-label="Contents">
        <ol>
          {contents.map(({ id, title: part }) => (
            <li key={id}>
              <a href={`#${id}`}>{part}</a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}
