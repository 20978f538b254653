import type { RunSettings } from "../../../domain/settings";
import { modelOf } from "../../../models/registry";
import { forTraining } from "../../read/copies";
import { planClosedForm } from "../../train/closedForm";
import { planRun } from "../../train/plan";
import { planRankingRun } from "../../train/rankingPlan";
import { planSampling } from "../../train/sampledRun";
import { methodOf } from "../../train/split";
import { partsOf, type SplitSource } from "../../workspace/save";
import { SPLIT_PARTS } from "../../workspace/types";
import { type ArchivedFile, writeArchive } from "../../workspace/writeArchive";
import type { ArchiveJob } from "../archives";
import { jsonFile, modelFiles } from "../modelFiles";
import { openRun, segmentsOf } from "../source";
import type { ExportedRun, ExportProgress } from "../types";
import { ratingsCsv } from "./ratingsCsv";
import { elsewhereReadme } from "./readme";
import { SCRIPTS } from "./scripts";

/** Folder of the weights within the archive. */
const MODEL_FOLDER = "model";

/**
 * All that is needed to go on elsewhere, as one ZIP archive: the ratings with their parts, the settings, scripts for PyTorch
 * and Spark, and of a finished Run the weights. Rejects with TrainingError when the ratings cannot be split so.
 * @param settings of the Run where there is none that has finished.
 */
export async function elsewhereArchive(
  source: SplitSource,
  exported: ExportedRun | null,
  settings: RunSettings,
  { breathe, signal }: Pick<ArchiveJob, "breathe" | "signal">,
  tell: (progress: ExportProgress) => void,
): Promise<Blob> {
  const { dataset } = source;
  const run = exported && (await openRun(source, exported));
  const resolved = run?.result.run.settings ?? (await resolve(source, settings, breathe));
  const parts = partsOf(resolved, run?.seen ?? null, source);
  const segments = segmentsOf(dataset);
  const ratings = await ratingsCsv(dataset, parts, segments, breathe, (done) =>
    tell({ phase: "collecting", done, total: dataset.size }),
  );
  const count = (part: number) => parts.reduce((sum, own) => sum + (own === part ? 1 : 0), 0);
  const { train, validation, test } = SPLIT_PARTS;
  const readme = elsewhereReadme({
    dataset,
    counts: { train: count(train), validation: count(validation), test: count(test) },
    model: resolved.model,
    result: run?.result ?? null,
  });
  const { name, feedback } = dataset;
  const config = { format: "collabnn-elsewhere", version: 1, name, feedback, segments, settings: resolved };
  const model = run ? await modelFiles(run, dataset, breathe) : [];
  const files: ArchivedFile[] = [
    { name: "README.md", content: readme, packs: true },
    { name: "config.json", content: jsonFile(config), packs: true },
    ...Object.entries(SCRIPTS).map(([script, text]) => ({ name: script, content: new Blob([text]), packs: true })),
    ...model.map((file) => ({ ...file, name: `${MODEL_FOLDER}/${file.name}` })),
    { name: "ratings.csv", content: ratings, packs: true },
  ];
  return writeArchive(files, (done, total) => tell({ phase: "packing", done, total }), signal);
}

/** The settings with every `auto` but the backend's worked out. */
async function resolve(source: SplitSource, asked: RunSettings, breathe: () => Promise<void>): Promise<RunSettings> {
  const columns = forTraining(source.dataset, source.rows(asked.only));
  const settings = { ...asked, split: methodOf(columns, asked) };
  const model = modelOf(settings.model);
  if (model.learns === "lists" && model.closedForm) return planClosedForm(columns, settings, null).plan.settings;
  if (model.learns === "ratings" && model.trainedBy === "sampling") {
    return planSampling(columns, settings, null).plan.settings;
  }
  const plan = model.learns === "lists" ? planRankingRun : planRun;
  return (await plan(columns, settings, breathe)).settings;
}
