import { engine } from "@tensorflow/tfjs-core";
import { openProvenBackend } from "../../../src/models/learners";
import { intercept } from "./profile/intercept";
import type { Census, Workload } from "./protocol";
import { Trial } from "./trial";

/** Count, from now on, what is made and not yet deleted by a pair of WebGL functions. */
function countAlive(create: "createTexture" | "createBuffer", remove: "deleteTexture" | "deleteBuffer") {
  const counter = { alive: 0 };
  const { prototype } = WebGL2RenderingContext;
  intercept(
    prototype,
    create,
    (original) =>
      function (this: WebGL2RenderingContext) {
        counter.alive++;
        return original.call(this);
      },
  );
  intercept(
    prototype,
    remove,
    (original) =>
      function (this: WebGL2RenderingContext, object) {
        if (object) counter.alive--;
        original.call(this, object as never);
      },
  );
  return counter;
}

/** Tensors, textures and buffers alive after each hundred steps, after a first hundred. */
export async function takeCensus(workload: Workload, hundreds: number): Promise<Census> {
  const textures = countAlive("createTexture", "deleteTexture");
  const buffers = countAlive("createBuffer", "deleteBuffer");
  const trial = await Trial.create(await openProvenBackend("webgl"), workload);
  const census: Census = { tensors: [], textures: [], buffers: [] };
  for (let i = 0; i <= hundreds; i++) {
    await trial.run(100);
    if (i === 0) continue;
    census.tensors.push(engine().state.numTensors);
    census.textures.push(textures.alive);
    census.buffers.push(buffers.alive);
  }
  return census;
}
