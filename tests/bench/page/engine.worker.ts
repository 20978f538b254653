import { openGlDevice } from "../../../src/backends/webgl/device";
import { openProvenBackend } from "../../../src/models/learners";
import { serve } from "../../../src/workers/serve";
import { takeCensus } from "./census";
import { profileWasm } from "./profile/wasm";
import { profileWebGL } from "./profile/webgl";
import type { EngineCalls } from "./protocol";
import { Trial } from "./trial";

const trials = new Map<string, Trial>();

serve<EngineCalls>(self, {
  renderer() {
    try {
      return openGlDevice().renderer;
    } catch {
      return null;
    }
  },
  async create({ name, workload }) {
    trials.set(name, await Trial.create(await openProvenBackend("webgl"), workload));
    return null;
  },
  time({ name, steps }) {
    const trial = trials.get(name);
    if (!trial) throw new Error(`No learner is called ${name}.`);
    return trial.run(steps);
  },
  profile({ backend, workload, steps }) {
    return backend === "webgl" ? profileWebGL(workload, steps) : profileWasm(workload, steps);
  },
  census({ workload, hundreds }) {
    return takeCensus(workload, hundreds);
  },
});
