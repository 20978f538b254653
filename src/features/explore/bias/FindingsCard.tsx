import { ArrowRight } from "lucide-react";
import { memo } from "react";
import type { Finding } from "../../../engine/explore/types";
import { Card } from "../../../ui/Card";
import { useStore } from "../../studio/store";
import { chartId, goToChart } from "../chartIds";
import type { Look } from "../look";
import styles from "./FindingsCard.module.css";
import { findingsIntro, findingWords } from "./findingWords";

interface Props {
  look: Look;
  span?: number;
}

/** The most notable facts of the whole file, each of which opens its chart. */
export const FindingsCard = memo(function FindingsCard({ look, span }: Props) {
  const setViews = useStore((state) => state.setViews);
  const { survey, summary } = look;

  function open(finding: Finding, chart: Parameters<typeof goToChart>[0]) {
    if (finding.kind === "association") setViews({ bias: finding.pair });
    goToChart(chart);
  }

  return (
    <Card title="What stands out in this file?" id={chartId("findings")} span={span}>
      <p className={styles.intro}>{findingsIntro(survey)}</p>
      {survey.findings.length > 0 && (
        <ol className={styles.findings}>
          {survey.findings.map((finding) => {
            const { fact, effect, base, chart } = findingWords(finding, survey, summary);
            return (
              <li key={fact}>
                <button type="button" className={styles.finding} onClick={() => open(finding, chart)}>
                  <span className={styles.fact}>{fact}</span>
                  <span className={styles.effect}>
                    {effect}. {base}.
                  </span>
                  <span className={styles.open}>
                    Open chart
                    <ArrowRight size={14} aria-hidden />
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
});
