import { Button } from "@mantine/core";
import { ChartColumn, TrendingDown } from "lucide-react";
import type { DatasetSummary, ReadReport } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { useStore } from "../studio/store";
import styles from "./FoundCard.module.css";
import { foundSentence } from "./found";

/** What was found in one line, and the two ways on. */
export function FoundCard({ summary, report }: { summary: DatasetSummary; report: ReadReport }) {
  const setScreen = useStore((state) => state.setScreen);
  return (
    <Card>
      <div className={styles.found}>
        <p className={styles.sentence} data-testid="found">
          {foundSentence(summary, report)}
        </p>
        <div className={styles.ways}>
          <Button
            variant="default"
            leftSection={<ChartColumn size={16} aria-hidden />}
            onClick={() => setScreen("explore")}
            data-testid="found-explore"
          >
            Explore
          </Button>
          <Button
            leftSection={<TrendingDown size={16} aria-hidden />}
            onClick={() => setScreen("train")}
            data-testid="found-train"
          >
            Train
          </Button>
        </div>
      </div>
    </Card>
  );
}
