import type { Survey } from "../../../../engine/explore/types";
import type { SegmentNames } from "../../../../ui/segmentName";
import { findingsIntro, findingWords } from "../../../explore/bias/findingWords";

const LARGEST_FIRST = "The largest effects come first; all are beyond chance (p < 0.001).";

/** The most notable facts of the whole file. */
export function Findings({ survey, summary }: { survey: Survey; summary: SegmentNames }) {
  if (survey.findings.length === 0) return <p className="lead">{findingsIntro(survey)}</p>;
  return (
    <>
      <p className="lead">
        {LARGEST_FIRST} {survey.feedback === "explicit" && "Counted are ratings, which are not purchases."}
      </p>
      <ol className="findings">
        {survey.findings.map((finding) => {
          const { fact, effect, base } = findingWords(finding, survey, summary);
          return (
            <li key={fact}>
              <p className="fact">{fact}</p>
              <p className="n">
                {effect}. {base}.
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}
