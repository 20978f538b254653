import { Button, Skeleton } from "@mantine/core";
import { Orbit } from "lucide-react";
import { useEffect } from "react";
import { EmptyState } from "../../../ui/EmptyState";
import { useStore } from "../../studio/store";
import { NoModel } from "../NoModel";
import { LayingOut, MapLayout } from "./MapLayout";
import { MapScene } from "./MapScene";
import styles from "./MapView.module.css";

/** Products, users or brands in two dimensions, as the model that answers lays them out; after each epoch anew. */
export function MapView() {
  const answering = useStore((state) => state.explorerModel);
  const frames = useStore((state) => state.mapFrames);
  const error = useStore((state) => state.mapError);
  const drawMap = useStore((state) => state.drawMap);

  useEffect(() => {
    if (answering) void drawMap();
  }, [answering, drawMap]);

  if (!answering) return <NoModel />;
  if (frames.length > 0 && error === null) return <MapScene frames={frames} />;
  return (
    <MapLayout
      main={error === null ? <Waiting /> : <NoMap sentence={error} />}
      aside={error === null && <Skeleton height={56} radius="md" aria-hidden />}
    />
  );
}

function NoMap({ sentence }: { sentence: string }) {
  const drawMap = useStore((state) => state.drawMap);
  return (
    <EmptyState
      icon={Orbit}
      title="No map of these"
      actions={
        <Button variant="default" onClick={() => void drawMap("anew")}>
          Try again
        </Button>
      }
    >
      <span data-testid="map-error">{sentence}</span>
    </EmptyState>
  );
}

function Waiting() {
  return (
    <>
      <LayingOut />
      <Skeleton className={styles.waiting} radius="lg" aria-hidden />
    </>
  );
}
