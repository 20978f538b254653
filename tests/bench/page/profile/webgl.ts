import { RowGrouper } from "../../../../src/backends/rowBatch";
import { openGlDevice } from "../../../../src/backends/webgl/device";
import { IndexTexture } from "../../../../src/backends/webgl/textures";
import { openProvenBackend } from "../../../../src/models/learners";
import type { Profile, Workload } from "../protocol";
import { Trial } from "../trial";
import { nameDotDraws } from "./dotDraws";
import { glSync } from "./glSync";
import { intercept } from "./intercept";
import { LapClock } from "./lapClock";
import { nameTfjsPieces } from "./tfjsPieces";

/** As many steps as the learners read the losses of at once. */
const WARM_UP = 16;

/** Where a step's time goes on WebGL, by stopping after each piece until the GPU is done with it. */
export async function profileWebGL(workload: Workload, steps: number): Promise<Profile> {
  const trial = await Trial.create(await openProvenBackend("webgl"), workload);
  await trial.run(WARM_UP);
  const freeMs = await trial.medianRun(WARM_UP);

  const clock = new LapClock(glSync(openGlDevice().gl));
  intercept(
    RowGrouper.prototype,
    "group",
    (original) =>
      function (this: RowGrouper, rows) {
        const batch = original.call(this, rows);
        clock.lap("grouping");
        return batch;
      },
  );
  if (workload.model === "collabnn") nameTfjsPieces(clock);
  else nameDotDraws(clock, workload.batchSize);
  await run(trial, clock, 2); // warms up the clock's own code
  clock.totals.clear();
  await run(trial, clock, steps);
  return { pieces: clock.totals.medians(), freeMs };
}

async function run(trial: Trial, clock: LapClock, steps: number): Promise<void> {
  const { learner } = trial;
  clock.start();
  for (let i = 0; i < steps; i++) {
    trial.step();
    clock.lap("after the draws");
    await learner.takeLosses(learner.queue);
    clock.lap("waiting and reading losses");
    clock.totals.endStep();
  }
  await learner.takeLosses(0);
}

/** Time an index texture's upload, and what was staged in it before. */
export function nameUploads(lap: (piece: string) => void): void {
  intercept(
    IndexTexture.prototype,
    "upload",
    (original) =>
      function (this: IndexTexture, count) {
        lap("staging");
        original.call(this, count);
        lap("upload");
      },
  );
}
