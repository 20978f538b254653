import type { ReactElement } from "react";
import { CustomerNames } from "./customers";
import { listsSentence, rangeSentence } from "./exampleWords";
import { charts } from "./parts/charts";
import { Example } from "./parts/Examples";
import { Findings } from "./parts/Findings";
import { Quality } from "./parts/Quality";
import { Folds, KnownAndNew, OtherRuns, ReportedVerdict, TopTen } from "./parts/Results";
import { Runs } from "./parts/Runs";
import { Segments } from "./parts/Segments";
import { Training } from "./parts/Training";
import type { PartName, ReportMaterial } from "./types";
import { wholeLook } from "./wholeLook";

/** What each part answers, as its heading. */
export const PART_TITLES: Record<PartName, string> = {
  findings: "What stands out in the data?",
  charts: "What is in the data?",
  results: "How good is the model?",
  runs: "How do all runs compare?",
  training: "How was it trained?",
  examples: "Who would be recommended what, and why?",
  quality: "How good are the data?",
  glossary: "What do the terms mean?",
};

type Drawn = Exclude<PartName, "glossary">;

/** A part in blocks that are drawn one by one: a whole report at once would hold the page up. Empty where it has nothing. */
export function blocksOf(part: Drawn, material: ReportMaterial, realIds: boolean): ReactElement[] {
  const { data, survey, run, runs, losses, link } = material;
  const { summary } = data;
  switch (part) {
    case "findings":
      return survey ? [<Findings key="findings" survey={survey} summary={summary} />] : [];
    case "charts":
      return survey ? charts(wholeLook(data, survey)) : [];
    case "results": {
      const tests = run ? [ReportedVerdict, TopTen, KnownAndNew, Segments, Folds, OtherRuns] : [];
      return tests.map((Test) => <Test key={Test.name} run={run!} summary={summary} />);
    }
    case "runs":
      return run ? [<Runs key="runs" run={run} runs={runs} summary={summary} />] : [];
    case "training":
      return run ? [<Training key="training" {...{ run, runs, losses, link, summary }} />] : [];
    case "examples":
      return examples(material, realIds);
    case "quality":
      return [<Quality key="quality" data={data} />];
  }
}

function examples(material: ReportMaterial, realIds: boolean): ReactElement[] {
  if (material.examples.length === 0) return [];
  const { summary } = material.data;
  const names = new CustomerNames(realIds);
  const intro = [listsSentence(material), rangeSentence(material)].filter(Boolean).join(" ");
  return [
    <p key="intro" className="lead">
      {intro}
    </p>,
    ...material.examples.map((example) => (
      <Example key={`${example.kind} ${example.user}`} example={example} names={names} summary={summary} />
    )),
  ];
}
