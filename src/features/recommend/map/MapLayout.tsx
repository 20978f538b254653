import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Card } from "../../../ui/Card";
import { formatShare } from "../../../ui/format";
import { ProgressLine } from "../../../ui/ProgressLine";
import { useStore } from "../../studio/store";
import { MapToolbar } from "./MapToolbar";
import styles from "./MapView.module.css";

/** The map's card with its controls, and what stands beside it. */
export function MapLayout({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles.columns} data-testid="map">
      <Card title="What lies close together?" actions={<MapToolbar />}>
        {main}
      </Card>
      {aside && <Card>{aside}</Card>}
    </div>
  );
}

/** How far a UMAP is, with the way out. */
export function LayingOut() {
  const share = useStore((state) => state.mapProgress);
  const cancelMap = useStore((state) => state.cancelMap);
  if (share === null) return null;
  return (
    <div className={styles.progress} data-testid="map-progress">
      <div className={styles.progressWords}>
        <span>
          Laying out by UMAP: {formatShare(Math.floor(100 * share) / 100)}{" "}
          {share < 0.4 ? "– looking for neighbours" : "– moving the points"}
        </span>
        <Button variant="default" size="xs" onClick={cancelMap}>
          Cancel
        </Button>
      </div>
      <ProgressLine label="Laying out by UMAP" share={share} />
    </div>
  );
}
