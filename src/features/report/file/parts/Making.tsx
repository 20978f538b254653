import { modelLabel } from "../../../train/choices";
import type { ReportChoices, ReportMaterial } from "../types";

interface Props {
  material: ReportMaterial;
  choices: Pick<ReportChoices, "realIds">;
  /** Parts that could have been here. */
  left: readonly string[];
  date: string;
}

/** Where the report comes from, and what it does not hold. */
export function Making({ material: { data, run, version }, choices, left, date }: Props) {
  const by = version ? `CollabNN Studio, version ${version},` : "CollabNN Studio";
  const source = data.isSample ? "its built-in sample, which is invented" : data.summary.name;
  return (
    <>
      <p>
        Made on {date} with {by} from {source}. The file was read and explored{run && ", and models trained on it,"} in
        the author’s browser: nothing of it left that computer.
      </p>
      {run && (
        <p>
          The model is {modelLabel(run.settings.model)}, run {run.id}, trained with seed {run.settings.seed}. All
          figures are those that the studio showed.
        </p>
      )}
      <p>
        {choices.realIds
          ? "Customers are called by the ids that the file has, as the author chose."
          : "Customers are numbered: no user id stands in this file. What a customer rated is as in the data, so that whoever has those could find them."}
      </p>
      {left.length > 0 && <p>Left out: {left.join(", ")}.</p>}
      <p>This page needs no network, runs no scripts and opens in any browser.</p>
    </>
  );
}
