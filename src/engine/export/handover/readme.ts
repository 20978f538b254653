import type { ModelName } from "../../../domain/settings";
import { isRanking, modelOf } from "../../../models/registry";
import { grouped } from "../../read/refusal";
import type { Dataset } from "../../read/types";
import type { RunResult } from "../../train/types";

interface Told {
  dataset: Pick<Dataset, "name" | "feedback">;
  /** Ratings of each part. */
  counts: { train: number; validation: number; test: number };
  model: ModelName;
  /** Of a finished Run. */
  result: RunResult | null;
}

/** README.md: what is in the folder, and the commands as they are typed. */
export function elsewhereReadme({ dataset, counts, model, result }: Told): Blob {
  const { train, validation, test } = counts;
  const sections = [
    `# ${dataset.name.replace(/[\r\n]+/g, " ")}, to go on with elsewhere

Unpack the archive into a folder of its own, and open a terminal there.

| File | What it is |
| --- | --- |
| ratings.csv | ${grouped(train)} training, ${grouped(validation)} validation and ${grouped(test)} test ratings: the split of the run. For programs: a spreadsheet may take an id for a formula or a number. |
| config.json | all settings, with what was automatic worked out |
${result ? "| model/ | the weights of the run, its ids, and how a prediction is computed |\n" : ""}| train.py | PyTorch: asks a model, measures it, trains it |
| als.py | Spark MLlib: alternating least squares, for ratings beyond one machine |
| files.py, model.py, data.py, recipe.py, posterior.py | what the two share, and parts of train.py |

Ids are user ids of your file: treat the folder like the file.`,
    pytorch(model, result),
    spark(dataset),
    `## Back in CollabNN Studio

Open the same ratings, then drop the four files of a model folder (or a ZIP of them) on the page: it is scored on the open
ratings, and can be explored like any other run.`,
  ];
  return new Blob([`${sections.join("\n\n")}\n`]);
}

/** What the scripts train: what is trained by steps. */
function isTrainable(name: string): boolean {
  const model = modelOf(name);
  return model.learns === "ratings" && model.trainedBy === "steps";
}

/** What the scripts can be asked. */
function isAsked(name: string): boolean {
  const model = modelOf(name);
  return model.learns === "ratings" || !model.closedForm;
}

function pytorch(model: string, result: RunResult | null): string {
  const ranks = isRanking(model);
  const { label } = modelOf(model);
  const rmse = result?.test.rmse ?? null;
  const measured = rmse === null ? "" : `   # RMSE ${rmse.toFixed(4)} in the studio`;
  const ask =
    result && isAsked(model)
      ? `
${ranks ? "" : `python3 train.py evaluate${measured}\npython3 train.py predict pairs.csv   # a CSV with the columns user and product\n`}python3 train.py recommend USER --count 10
`
      : "";
  const train = isTrainable(model)
    ? `
python3 train.py train --out trained
torchrun --nproc_per_node 4 train.py train --out trained
`
    : "";
  const note = !isAsked(model)
    ? `${label} can be neither asked nor trained here: its tensors and their formula are in model/config.json. Set another \`model\` in config.json to train.`
    : !isTrainable(model)
      ? `${ranks ? "The model ranks products by what a user has. It" : label} can be asked here, not trained: set another \`model\` in config.json to train.`
      : "Trained anew, a model is as good as the studio's, not the same: its random numbers are others. Every row of a table " +
        "decays and moves at every step, which the studio comes to lazily; of a million users a step is slow without a GPU, " +
        "which is used where PyTorch finds one. Ask a model of another folder with `--model trained`.";
  return `## PyTorch

Needs Python 3.8 or later with torch (1.10 or later) and numpy.

\`\`\`sh${ask}${train}\`\`\`

${note}`;
}

function spark({ feedback }: Told["dataset"]): string {
  const about =
    feedback === "implicit"
      ? "It learns from choices how likely each product is to be the next. It knows no ratings, so it measures none."
      : "It chooses its penalty by the validation ratings and says its error on the test ratings. Of users or products that " +
        "training did not know it predicts by what is left: the mean and the other's bias.";
  return `## Spark

Needs Spark 3 or later with numpy.

\`\`\`sh
spark-submit --py-files files.py als.py
spark-submit --master yarn --py-files files.py als.py --ratings hdfs:///shop/ratings.csv --rank 64 --iterations 15
\`\`\`

${about} The factors are written to als-model/, which train.py can ask (\`python3 train.py evaluate --model als-model\`).`;
}
