import type { ListView } from "../../../engine/recommend/types";
import { Notice } from "../../../ui/Notice";
import { useStore } from "../../studio/store";
import { standingSentence } from "../sentences";
import styles from "./StandingNotice.module.css";

/** Says where the list is no better than what everybody could be shown. */
export function StandingNotice({ view }: { view: Pick<ListView, "kind" | "recommendations"> }) {
  const result = useStore((state) => state.runs.find(({ id }) => id === state.explorerModel?.run)?.result);
  const sentence = standingSentence(result ? result.lists : undefined, view);
  if (sentence === null) return null;
  return (
    <div className={styles.standing} data-testid="standing">
      <Notice>{sentence}</Notice>
    </div>
  );
}
