import type { DataSlice } from "../data/store/dataState";
import type { ExploreSlice } from "../explore/store/exploreState";
import type { ViewSlice } from "../frame/viewSlice";
import type { AutosaveSlice } from "../keep/store/autosaveState";
import type { WorkspaceSlice } from "../keep/store/workspaceState";
import type { MapSlice } from "../recommend/store/mapState";
import type { ProductSlice } from "../recommend/store/productState";
import type { RecommendSlice } from "../recommend/store/recommendState";
import type { ExportSlice } from "../report/store/exportState";
import type { ReportSlice } from "../report/store/reportState";
import type { EarlierSlice } from "../train/store/earlierState";
import type { RunsSlice } from "../train/store/runsState";
import type { SettingsSlice } from "../train/store/settingsSlice";

/** All that the page shows, and the actions that change it: each part has its home in a feature. */
export type State = DataSlice &
  ExploreSlice &
  ViewSlice &
  SettingsSlice &
  RunsSlice &
  RecommendSlice &
  ProductSlice &
  MapSlice &
  ReportSlice &
  EarlierSlice &
  ExportSlice &
  WorkspaceSlice &
  AutosaveSlice;
