import { connectData } from "../data/store/data";
import { connectDiscarding } from "../data/store/discarding";
import { connectExploring } from "../explore/store/exploring";
import type { KeepHost } from "../keep/autosave/shelf";
import { connectKeeping } from "../keep/keeping";
import { connectWorkspace } from "../keep/workspace";
import { RunFiles } from "../keep/workspace/runFiles";
import { connectWorkspaceFile } from "../keep/workspaceFile";
import { connectMap } from "../recommend/store/map";
import { connectProducts } from "../recommend/store/products";
import { connectRecommending } from "../recommend/store/recommending";
import { connectExporting } from "../report/store/exporting";
import { connectReport } from "../report/store/report";
import { connectEarlier } from "../train/store/earlier";
import { connectOpeningModel } from "../train/store/openingModel";
import { connectTraining } from "../train/store/training";
import type { Clients } from "./clients";
import { WorkerColumns } from "./columns";
import type { Context } from "./context";

type Store = Pick<Context, "set" | "get" | "subscribe">;

/** The only place where calls to workers, and what they tell, become state of the page. */
export function connectWorkers(clients: Clients, { set, get, subscribe }: Store, host?: KeepHost) {
  const context: Context = {
    clients,
    columns: new WorkerColumns(clients),
    runFiles: new RunFiles(),
    get,
    set,
    subscribe,
  };
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
