import type { GlossaryEntry } from "../glossary";

/** The terms that the report uses, in plain words. */
export function Glossary({ entries }: { entries: readonly GlossaryEntry[] }) {
  return (
    <dl className="glossary">
      {entries.map(({ term, meaning }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
