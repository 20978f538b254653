import { Check, Minus } from "lucide-react";
import type { DatasetSummary } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import styles from "./FitnessCard.module.css";
import { fitnessOf } from "./fitness";

interface Props {
  summary: DatasetSummary;
  span?: number;
}

/** What a recommender can and cannot learn from the file. */
export function FitnessCard({ summary, span }: Props) {
  const { answers, can, cannot } = fitnessOf(summary);
  return (
    <Card title="What can be learnt from it?" span={span}>
      <dl className={styles.answers} data-testid="fitness">
        {answers.map(({ what, answer, why }) => (
          <div key={what} className={styles.answer}>
            <dt>{what}</dt>
            <dd>
              <strong>{answer.charAt(0).toUpperCase() + answer.slice(1)}</strong>: {why}.
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.lists}>
        <Findings title="A recommender can learn" icon={Check} sentences={can} />
        <Findings title="It cannot learn" icon={Minus} sentences={cannot} />
      </div>
    </Card>
  );
}

function Findings({ title, icon: Icon, sentences }: { title: string; icon: typeof Check; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.findings}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Icon size={14} className={styles.icon} aria-hidden />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
