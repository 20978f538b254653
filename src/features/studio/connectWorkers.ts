import { connectData } from "../data/store/data";
import { connectExploring } from "../explore/store/exploring";
import type { AutosaveHost } from "../keep/autosave/autosaveStorage";
import { connectAutosave } from "../keep/store/autosave";
import { RunFiles } from "../keep/store/runFiles";
import { connectWorkspace } from "../keep/store/workspace";
import { connectWorkspaceFile } from "../keep/store/workspaceFile";
import { connectMap } from "../recommend/store/map";
import { connectProducts } from "../recommend/store/products";
import { connectRecommending } from "../recommend/store/recommending";
import { connectExporting } from "../report/store/exporting";
import { connectReport } from "../report/store/report";
import { connectDiscarding } from "../train/store/discarding";
import { connectEarlier } from "../train/store/earlier";
import { connectOpeningModel } from "../train/store/openingModel";
import { connectTraining } from "../train/store/training";
import type { Clients } from "./clients";
import { WorkerColumns } from "./columns";
import type { Context } from "./context";
import { Opened } from "./opened";

type Store = Pick<Context, "set" | "get" | "subscribe">;

/** The only place where calls to workers, and what they tell, become state of the page. */
export function connectWorkers(clients: Clients, { set, get, subscribe }: Store, host?: AutosaveHost) {
  const context: Context = {
    clients,
    columns: new WorkerColumns(clients),
    runFiles: new RunFiles(),
    opened: new Opened(),
    get,
    set,
    subscribe,
  };
  const exploring = connectExploring(context);
  const recommending = connectRecommending(context);
  const training = connectTraining(context, recommending.showModel, exploring.showPredictions);
  const data = connectData(context, {
    workspace: (file, signal) => files.open(file, signal),
    model: connectOpeningModel(context),
  });
  const workspace = connectWorkspace(context, { training, recommending, exploring, openSource: data.openSource });
  const files = connectWorkspaceFile(context, workspace);
  function selectRun(id: number): void {
    recommending.actions.selectRun(id);
    exploring.showPredictions(training.predictionsOf(id));
  }
  return {
    ...data,
    ...exploring.actions,
    ...training.actions,
    ...recommending.actions,
    ...connectProducts(context),
    ...connectMap(context, training.predictionsOf),
    ...connectReport(context),
    ...connectExporting(context),
    ...connectEarlier(context, training, workspace),
    ...files.actions,
    ...connectAutosave(context, workspace, host),
    ...connectDiscarding(context, selectRun),
    selectRun,
  };
}
