import { Button } from "@mantine/core";
import { ChartColumn } from "lucide-react";
import type { Feedback } from "../../engine/dataset/types";
import { useStore } from "../../store/store";
import { EmptyState } from "../../ui/EmptyState";
import { nounOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { ExploreView } from "./ExploreView";

/** What a record tells of, and what it does not. */
const CAVEATS: Record<Feedback, string> = {
  explicit: "A rating tells of one opinion; how much was bought it does not tell.",
  implicit: "An interaction tells that a product was chosen, not whether it was liked.",
};

/** What is in the loaded ratings. */
export function ExploreScreen() {
  const data = useStore((state) => state.data);
  const reading = useStore((state) => state.reading);
  const setScreen = useStore((state) => state.setScreen);
  if (!data) {
    return (
      <>
        <ScreenHeader title="Explore" />
        <EmptyState
          icon={ChartColumn}
          title={reading ? `Reading ${reading.name}` : "No ratings are open"}
          actions={!reading && <Button onClick={() => setScreen("data")}>Open ratings</Button>}
        >
          The charts appear as soon as the file has been read.
        </EmptyState>
      </>
    );
  }
  const { ratings, users, products, feedback } = data.summary;
  const size = `${formatAmount(ratings, nounOf(feedback).one)} of ${formatAmount(products, "product")} by ${formatAmount(users, "user")}.`;
  return (
    <>
      <ScreenHeader title="Explore" lead={`${size} ${CAVEATS[feedback]}`} />
      <ExploreView overview={data.overview} feedback={feedback} />
    </>
  );
}
