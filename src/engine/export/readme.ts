import { MODEL_FILES } from "../../domain/fileNames";
import { formulaOf } from "./formula";
import type { OpenedRun } from "./source";

/** What lies beside the weights, for somebody who knows nothing of this project. */
export function modelReadme({ snapshot, result }: OpenedRun, name: string): Blob {
  const { test } = result;
  const figures = test.rmse !== null ? `RMSE ${test.rmse.toFixed(4)} on ${test.n} test ratings` : rankingFigure(result);
  return new Blob([
    `${snapshot.model}, trained on ${name} in CollabNN Studio${figures ? `: ${figures}` : ""}.

${MODEL_FILES.weights}  every table and layer, as safetensors (float32; rows of ids as int32)
${MODEL_FILES.users}         ids of the users: the row of the i-th (from 0) in the table users is users.row[i]
${MODEL_FILES.products}      the same of products
${MODEL_FILES.config}        the model, its settings, what it measured, and how a prediction is computed

Row 0 of a table stands for whatever training did not know. Layers are [outputs, inputs], as in PyTorch.

A prediction, in the names of the tensors:
${formulaOf(snapshot).split("; ").join("\n")}

In Python:
    from safetensors.numpy import load_file
    tensors = load_file("${MODEL_FILES.weights}")
`,
  ]);
}

function rankingFigure({ test }: OpenedRun["result"]): string | null {
  return test.ranking && `NDCG@10 ${test.ranking.ndcg10.toFixed(4)} for ${test.ranking.n} users of the test part`;
}
