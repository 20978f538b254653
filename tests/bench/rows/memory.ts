import type { ModelName } from "../../../src/domain/settings";
import { fullSampleFile } from "../fullSample";
import type { Figure, Row } from "../row";
import { type SiteRun, siteRun } from "../siteRun";
import { figure } from "../statistics";

const MODELS = ["dot-product-bias", "collabnn"] as const;
/** One epoch, and enough of them for one checkpoint to be replaced by the next. */
const EPOCHS = [1, 3];
const MOST_BYTES = 1.5e9;

const COPIES =
  "Best weights and checkpoint are copies beside the learner's own, and garbage of earlier ones may remain.";

function gigabytes(bytes: number): string {
  return `${figure(bytes / 1e9)} GB`;
}

function describe(model: ModelName, { document, memory }: SiteRun): Figure {
  const backend = document.backend.name;
  const { length } = document.run.epochs;
  const reached = memory ? memory.tab < MOST_BYTES : null;
  return {
    what: `${model} on ${backend}, ${length} ${length === 1 ? "epoch" : "epochs"}: peak memory of the tab`,
    figure: memory ? gigabytes(memory.tab) : "not measured",
    asked: `< ${gigabytes(MOST_BYTES)}`,
    reached,
    note: memory
      ? `GPU process, apart: ${gigabytes(memory.gpu)}.${reached || length === 1 ? "" : ` ${COPIES}`}`
      : "Only Linux tells a process's peak.",
  };
}

/** Peak memory of a Run on the full-size sample, with its checkpoints. */
export const memoryRow: Row = {
  name: "memory",
  title: "Peak memory on the full-size sample: most that the renderer process (page and workers) held resident",
  async run({ site, tell }) {
    const file = await fullSampleFile();
    const figures: Figure[] = [];
    for (const backend of ["auto", "webgl"] as const) {
      for (const model of MODELS) {
        for (const epochs of EPOCHS) {
          const measured = describe(model, await siteRun(site, file, { model, backend, epochs }));
          figures.push(measured);
          tell(`${measured.what}: ${measured.figure}`);
        }
      }
    }
    return { figures, details: [], broken: [] };
  },
};
