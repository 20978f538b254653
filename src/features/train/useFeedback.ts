import type { Feedback } from "../../domain/roles";
import { useStore } from "../studio/store";

/** Whether the loaded data say how products were rated, or only that they were chosen. */
export function useFeedback(): Feedback {
  return useStore((state) => state.data?.summary.feedback ?? "explicit");
}
