import type { EpochRecord } from "../../engine/train/types";
import { DataTable, type TableColumn } from "../../ui/DataTable";
import { formatDuration, formatRmse } from "../../ui/format";
import { useFeedback } from "./useFeedback";

type Column = TableColumn<EpochRecord>;

const RATING_COLUMNS: Column[] = [
  { name: "Validation RMSE", numeric: true, cell: ({ validationRmse }) => formatRmse(validationRmse) },
  { name: "Known users", numeric: true, cell: ({ validationKnown }) => formatRmse(validationKnown) },
  { name: "New users", numeric: true, cell: ({ validationNew }) => formatRmse(validationNew) },
];
const RANKING_COLUMNS: Column[] = [
  { name: "Validation NDCG@10", numeric: true, cell: ({ validationNdcg10 }) => formatRmse(validationNdcg10) },
];

/** The losses of a Run by epoch, the best one named, with the validation figures of its objective. */
export function EpochTable({ epochs, bestEpoch }: { epochs: readonly EpochRecord[]; bestEpoch: number | null }) {
  const feedback = useFeedback();
  const ranks = feedback === "implicit" || epochs.some(({ validationNdcg10 }) => validationNdcg10 !== null);
  const isSampled = epochs.some(({ counts }) => counts !== undefined);
  return (
    <DataTable
      caption={isSampled ? "Losses by sweep" : "Losses by epoch"}
      columns={[
        isSampled
          ? { name: "Sweep", cell: ({ epoch, counts }) => (counts ? epoch : `${epoch}, settling`) }
          : { name: "Epoch", cell: ({ epoch }) => (epoch === bestEpoch ? <strong>{epoch}, best</strong> : epoch) },
        { name: "Training loss", numeric: true, cell: ({ trainLoss }) => formatRmse(trainLoss) },
        { name: "Validation loss", numeric: true, cell: ({ validationLoss }) => formatRmse(validationLoss) },
        ...(ranks ? RANKING_COLUMNS : RATING_COLUMNS),
        { name: "Time", numeric: true, cell: ({ ms }) => formatDuration(ms / 1000) },
      ]}
      rows={epochs}
      rowKey={({ epoch }) => epoch}
    />
  );
}
