import { ChartColumn, FileText, Table2, TrendingDown, UserRoundSearch } from "lucide-react";
import type { Screen } from "./viewSlice";

export const SCREEN_NAMES: Record<Screen, string> = {
  data: "Data",
  explore: "Explore",
  train: "Train",
  recommend: "Recommend",
  report: "Report",
};

export const SCREEN_ICONS: Record<Screen, typeof Table2> = {
  data: Table2,
  explore: ChartColumn,
  train: TrendingDown,
  recommend: UserRoundSearch,
  report: FileText,
};
