import { ActionIcon, Select } from "@mantine/core";
import { RefreshCw } from "lucide-react";
import { useStore } from "../../studio/store";
import styles from "./LookFor.module.css";
import { SegmentSelect } from "./SegmentSelect";

const ORDERS = [
  { value: "activity", label: "Most active" },
  { value: "random", label: "At random" },
];

/** In which order customers are listed, and of which segment. */
export function LookFor() {
  const { by, seed, segment } = useStore((state) => state.lookFor);
  const setLookFor = useStore((state) => state.setLookFor);
  return (
    <div className={styles.line}>
      <Select
        size="xs"
        className={styles.order}
        aria-label="Order of the customers"
        data={ORDERS}
        value={by}
        onChange={(value) => void setLookFor({ by: value === "random" ? "random" : "activity" })}
      />
      {by === "random" && (
        <ActionIcon
          variant="default"
          size={30}
          aria-label="Draw others"
          title="Draw others"
          onClick={() => void setLookFor({ seed: seed + 1 })}
        >
          <RefreshCw size={14} aria-hidden />
        </ActionIcon>
      )}
      <SegmentSelect
        size="xs"
        className={styles.segment}
        segment={segment}
        onSegment={(chosen) => void setLookFor({ segment: chosen })}
      />
    </div>
  );
}
