import * as tf from "@tensorflow/tfjs";
import { serve } from "../../../src/workers/serve";
import type { StockCalls, Workload } from "./protocol";
import { makeBatches } from "./workload";

interface StockTrial {
  model: tf.LayersModel;
  batches: { ids: tf.Tensor[]; targets: tf.Tensor }[];
  done: number;
}

let trial: StockTrial | null = null;

/**
 * The dot product as tfjs's own layers make it: two embeddings, their dot product, a sigmoid onto the rating range (here
 * as ratings brought onto 0 to 1, which scales the loss and nothing else), mean squared error, Adam.
 */
function createModel({ factors, products, tableUsers }: Workload): tf.LayersModel {
  const inputs = [0, 1].map(() => tf.input({ shape: [1], dtype: "int32" }));
  const rows = [tableUsers + 1, products + 1].map((inputDim, i) => {
    const embedding = tf.layers.embedding({ inputDim, outputDim: factors }).apply(inputs[i]) as tf.SymbolicTensor;
    return tf.layers.flatten().apply(embedding) as tf.SymbolicTensor;
  });
  const dot = tf.layers.dot({ axes: 1 }).apply(rows) as tf.SymbolicTensor;
  const outputs = tf.layers.activation({ activation: "sigmoid" }).apply(dot) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs });
  model.compile({ optimizer: tf.train.adam(1e-3, 0.9, 0.99, 1e-5), loss: "meanSquaredError" });
  return model;
}

serve<StockCalls>(self, {
  async create({ workload }) {
    if (!(await tf.setBackend("webgl"))) throw new Error("Stock tfjs cannot use WebGL here.");
    const column = (ids: Int32Array) => tf.tensor2d(ids, [ids.length, 1], "int32");
    trial = {
      model: createModel(workload),
      batches: makeBatches(workload).map(({ users, products, ratings }) => ({
        ids: [column(users), column(products)],
        targets: tf.tensor2d(ratings, [ratings.length, 1]).sub(0.5).div(5),
      })),
      done: 0,
    };
    return null;
  },
  async time({ steps }) {
    if (!trial) throw new Error("There is no model yet.");
    const { model, batches } = trial;
    const start = performance.now();
    for (let i = 0; i < steps; i++) {
      const { ids, targets } = batches[trial.done++ % batches.length];
      await model.trainOnBatch(ids, targets);
    }
    return (performance.now() - start) / steps;
  },
});
