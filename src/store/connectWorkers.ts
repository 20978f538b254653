import { Columns } from "./connect/columns";
import type { Clients, Context } from "./connect/context";
import { connectData } from "./connect/data";
import { connectDiscarding } from "./connect/discarding";
import { connectEarlier } from "./connect/earlier";
import { connectExploring } from "./connect/exploring";
import { connectExporting } from "./connect/exporting";
import type { KeepHost } from "./connect/keep/shelf";
import { connectKeeping } from "./connect/keeping";
import { connectMap } from "./connect/map";
import { connectOpeningModel } from "./connect/openingModel";
import { connectProducts } from "./connect/products";
import { connectRecommending } from "./connect/recommending";
import { connectReport } from "./connect/report";
import { connectTraining } from "./connect/training";
import { connectWorkspace } from "./connect/workspace";
import { connectWorkspaceFile } from "./connect/workspaceFile";
import { RunFiles } from "./workspace/runFiles";

export type { Clients } from "./connect/context";

type Store = Pick<Context, "set" | "get" | "subscribe">;

/** The only place where calls to workers, and what they tell, become state of the page. */
export function connectWorkers(clients: Clients, { set, get, subscribe }: Store, host?: KeepHost) {
  const context: Context = { clients, columns: new Columns(clients), runFiles: new RunFiles(), get, set, subscribe };
  const exploring = connectExploring(context);
  const recommending = connectRecommending(context);
  const training = connectTraining(context, recommending.showModel, exploring.showPredictions);
  const products = connectProducts(context);
  const map = connectMap(context, training.predictionsOf);
  const data = connectData(context, {
    openWorkspace: (file, signal) => files.open(file, signal),
    openModel: connectOpeningModel(context),
    before() {
      earlier.remember();
      training.abandon();
      files.abandon();
      recommending.forget();
      products.forget();
      map.forget();
    },
    after() {
      exploring.opened();
      void recommending.actions.search("");
      earlier.opened();
    },
  });
  const workspace = connectWorkspace(context, { training, recommending, exploring, openSource: data.openSource });
  const earlier = connectEarlier(context, training, workspace);
  const files = connectWorkspaceFile(context, workspace);
  const keeping = connectKeeping(context, workspace, host);
  function selectRun(id: number): void {
    recommending.actions.selectRun(id);
    exploring.showPredictions(training.predictionsOf(id));
  }
  return {
    ...data,
    ...exploring.actions,
    ...training.actions,
    ...recommending.actions,
    ...products.actions,
    ...map.actions,
    ...connectReport(context),
    ...connectExporting(context),
    ...earlier.actions,
    ...files.actions,
    ...keeping,
    ...connectDiscarding(context, selectRun),
    selectRun,
  };
}
