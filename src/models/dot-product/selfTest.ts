import { adamWStep } from "../../backends/adamw";
import type { GlDevice } from "../../backends/webgl/device";
import { MODEL } from "../dot-product-bias/definition";
import { WebGLDotLearner } from "./webglLearner";

const STEPS = 3;

/**
 * Train one rating for three steps: some browsers offer a WebGL in workers that draws nothing, or rounds.
 * From a prediction in the middle of 0 to 4 the error on a rating of 4 is 2, and each step makes it smaller.
 * Throws when it does not.
 */
export async function assertTrains(device: GlDevice): Promise<void> {
  const learner = new WebGLDotLearner(device, {
    shape: { model: MODEL, factors: 3, hidden: [] },
    userRows: 2,
    productRows: 2,
    batchSize: 4,
    range: [0, 4],
    seed: 1,
  });
  const batch = {
    users: Int32Array.of(1, 0, 0, 0),
    products: Int32Array.of(1, 0, 0, 0),
    sides: new Int32Array(0),
    ratings: Float32Array.of(4, 0, 0, 0),
    shares: Float32Array.of(1, 0, 0, 0),
  };
  for (let step = 0; step < STEPS; step++) {
    learner.step(batch, adamWStep(step, { learningRate: 0.1, momentum: 0.9 }, 0, 4));
  }
  const losses = await learner.takeLosses(0);
  learner.dispose();
  const right = Math.abs(losses[0] - 4) < 0.2 && losses[1] < losses[0] && losses[2] < losses[1];
  if (!right) throw new Error(`A small test run on this GPU gave wrong losses: ${Array.from(losses).join(", ")}.`);
}
