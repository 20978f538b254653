import { Button } from "@mantine/core";
import { ChartColumn } from "lucide-react";
import { useStore } from "../../store/store";
import { EmptyState } from "../../ui/EmptyState";
import { formatAmount } from "../../ui/format";
import { ScreenHeader } from "../../ui/ScreenHeader";
import { ExploreView } from "./ExploreView";

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
  const { ratings, users, products } = data.summary;
  const size = [formatAmount(ratings, "rating"), formatAmount(users, "user"), formatAmount(products, "product")];
  return (
    <>
      <ScreenHeader
        title="Explore"
        lead={`${size[0]} of ${size[2]} by ${size[1]}. A rating tells of one opinion; how much was bought it does not tell.`}
      />
      <ExploreView overview={data.overview} />
    </>
  );
}
