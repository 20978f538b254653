import { Facts } from "../../ui/Facts";
import styles from "./FactList.module.css";
import type { Fact } from "./facts";

/** Facts by name, as the lines of a printed page. */
export function FactList({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <Facts facts={facts} />
    </section>
  );
}
