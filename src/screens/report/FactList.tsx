import styles from "./FactList.module.css";
import type { Fact } from "./facts";

/** Facts by name, as the lines of a printed page. */
export function FactList({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
