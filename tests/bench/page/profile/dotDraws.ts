import { type Draw, openGlDevice } from "../../../../src/backends/webgl/device";
import { DOT_SCORE, LOSS_SUMS, SCATTER, STEP_BY_DOT } from "../../../../src/backends/webgl/shaders";
import { intercept } from "./intercept";
import type { LapClock } from "./lapClock";
import { nameUploads } from "./webgl";

/** Time each draw of the dot products' step. */
export function nameDotDraws(clock: LapClock, batchSize: number): void {
  const nameOf = ({ fragment, integers }: Draw) => {
    switch (fragment) {
      case DOT_SCORE:
        return "score";
      case LOSS_SUMS:
        return "loss sums";
      case STEP_BY_DOT:
        return integers.forProducts ? "step products" : "step users";
      case SCATTER:
        // The users' slots are the first ones, after the positions and the ratings.
        return integers.firstSlot === 2 * batchSize ? "draw back users" : "draw back products";
      default:
        return "other draws";
    }
  };
  nameUploads((piece) => clock.lap(piece));
  intercept(
    openGlDevice(),
    "draw",
    (original) =>
      function (this: ReturnType<typeof openGlDevice>, draw) {
        clock.lap("between draws");
        original.call(this, draw);
        clock.lap(nameOf(draw));
      },
  );
}
