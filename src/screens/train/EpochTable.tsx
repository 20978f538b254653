import type { EpochRecord } from "../../engine/training/types";
import { DataTable } from "../../ui/DataTable";
import { formatDuration, formatRmse } from "../../ui/format";

/** The losses of a Run by epoch, the best one named. */
export function EpochTable({ epochs, bestEpoch }: { epochs: readonly EpochRecord[]; bestEpoch: number | null }) {
  return (
    <DataTable
      caption="Losses by epoch"
      columns={[
        { name: "Epoch", cell: ({ epoch }) => (epoch === bestEpoch ? <strong>{epoch}, best</strong> : epoch) },
        { name: "Training loss", numeric: true, cell: ({ trainLoss }) => formatRmse(trainLoss) },
        { name: "Validation loss", numeric: true, cell: ({ validationLoss }) => formatRmse(validationLoss) },
        { name: "Validation RMSE", numeric: true, cell: ({ validationRmse }) => formatRmse(validationRmse) },
        { name: "Time", numeric: true, cell: ({ ms }) => formatDuration(ms / 1000) },
      ]}
      rows={epochs}
      rowKey={({ epoch }) => epoch}
    />
  );
}
