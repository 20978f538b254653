import { selectActiveRun, selectRun } from "../studio/selectors";
import type { State } from "../studio/state";
import type { Screen } from "./viewSlice";

/** What the rail says beside a screen's name. */
export type ScreenMark = "empty" | "running" | "interrupted" | "ready";

/** Whether a screen has something to show yet, or a job in progress. */
export function markOf(state: State, screen: Screen): ScreenMark {
  const done = (ready: unknown): ScreenMark => (ready ? "ready" : "empty");
  switch (screen) {
    case "data":
      return state.reading ? "running" : done(state.data);
    case "explore":
      return done(state.data);
    case "train":
      if (selectActiveRun(state)) return "running";
      return selectRun(state)?.status === "interrupted" ? "interrupted" : done(selectRun(state)?.result);
    case "recommend":
      return done(state.explorerModel);
    case "report":
      return done(selectRun(state)?.result);
  }
}
