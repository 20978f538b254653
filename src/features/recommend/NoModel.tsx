import { Sparkles } from "lucide-react";
import { RunMissing } from "../train/RunMissing";

/** Why there is no list yet, with the way to get one. */
export function NoModel() {
  return (
    <RunMissing
      icon={Sparkles}
      training={{
        title: "The first epoch is still training",
        text: "Recommendations appear here when it ends, and change with every epoch.",
      }}
      none={{
        title: "No model to ask yet",
        text: "Train a model first; then any customer's recommendations appear here at once.",
      }}
      interrupted="This run was interrupted. Resume it on Train, or choose another; then any customer's recommendations appear here."
    />
  );
}
