import { Columns } from "./connect/columns";
import type { Clients, Context } from "./connect/context";
import { connectData } from "./connect/data";
import { connectExploring } from "./connect/exploring";
import { connectMap } from "./connect/map";
import { connectProducts } from "./connect/products";
import { connectRecommending } from "./connect/recommending";
import { connectReport } from "./connect/report";
import { connectTraining } from "./connect/training";
import { connectWorkspace } from "./connect/workspace";
import { connectWorkspaceFile } from "./connect/workspaceFile";
import { RunFiles } from "./workspace/runFiles";

export type { Clients } from "./connect/context";

/** The only place where calls to workers, and what they tell, become state of the page. */
export function connectWorkers(clients: Clients, set: Context["set"], get: Context["get"]) {
  const context: Context = { clients, columns: new Columns(clients), runFiles: new RunFiles(), get, set };
  const exploring = connectExploring(context);
  const recommending = connectRecommending(context);
  const training = connectTraining(context, recommending.showModel, exploring.showPredictions);
  const products = connectProducts(context);
  const map = connectMap(context, training.predictionsOf);
  const data = connectData(context, {
    openWorkspace: (file, signal) => files.open(file, signal),
    before() {
      training.abandon();
      recommending.forget();
      products.forget();
      map.forget();
    },
    after() {
      exploring.opened();
      void recommending.actions.search("");
    },
  });
  const workspace = connectWorkspace(context, { training, recommending, exploring, openSource: data.openSource });
  const files = connectWorkspaceFile(context, workspace);
  return {
    ...data,
    ...exploring.actions,
    ...training.actions,
    ...recommending.actions,
    ...products.actions,
    ...map.actions,
    ...connectReport(context),
    ...files.actions,
    selectRun(id: number) {
      recommending.actions.selectRun(id);
      exploring.showPredictions(training.predictionsOf(id));
    },
  };
}
