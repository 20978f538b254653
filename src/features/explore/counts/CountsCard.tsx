import { type ReactNode, useMemo } from "react";
import { RangeChart, type RangeMark } from "../../../charts/svg/RangeChart";
import type { Bin, RangeDimension } from "../../../engine/explore/types";
import { ChartCard } from "../../../ui/ChartCard";
import type { TableColumn } from "../../../ui/DataTable";
import { formatCount, formatNumber, formatShare } from "../../../ui/format";
import { chartId } from "../chartIds";
import { sumOf } from "../chartWords";
import type { Look } from "../look";
import { binsOfRange, rangeOfBins } from "./binRange";

/** One bin of the table. */
export interface CountRow {
  label: string;
  all: number;
  selected: number;
  bin: number;
}

interface Props {
  look: Look;
  /** What a brush filters by. */
  dimension: RangeDimension;
  question: string;
  sentence: string;
  n: string;
  bins: readonly Bin[];
  labels: readonly string[];
  all: Uint32Array;
  selected: Uint32Array;
  mark: RangeMark;
  scale?: "linear" | "log";
  /** With its unit. */
  xTitle: string;
  yTitle: string;
  /** Writes the share over each column. */
  withShares?: boolean;
  /** Besides the counts. */
  moreColumns?: TableColumn<CountRow>[];
  span?: number;
  width?: number;
  height?: number;
  actions?: ReactNode;
}

/** Counts over the bins of an axis, of which a range can be brushed. */
export function CountsCard(props: Props) {
  const { look, dimension, question, sentence, n, bins, labels, all, selected, withShares = false } = props;
  const rows = useMemo(() => {
    const total = sumOf(selected);
    return labels.map((label, bin) => ({
      label,
      all: all[bin],
      selected: selected[bin],
      bin,
      ...(withShares && total > 0 && { text: formatShare(selected[bin] / total) }),
    }));
  }, [labels, all, selected, withShares]);
  return (
    <ChartCard<CountRow>
      id={chartId(dimension === "rating" ? "distribution" : dimension)}
      title={question}
      sentence={sentence}
      n={n}
      span={props.span}
      actions={props.actions}
      chart={
        <RangeChart
          bins={rows}
          mark={props.mark}
          scale={props.scale ?? "linear"}
          xTitle={props.xTitle}
          yTitle={props.yTitle}
          formatTick={formatNumber}
          range={binsOfRange(bins, look.filter[dimension])}
          onRange={(range, phase) => look.change({ [dimension]: rangeOfBins(bins, range) }, phase)}
          label={`${question} ${sentence}`}
          height={props.height ?? 256}
          width={props.width}
        />
      }
      figure={{
        ...look.figure(question),
        table: {
          rows,
          rowKey: ({ bin }) => bin,
          columns: [
            { name: props.xTitle, cell: ({ label }) => label },
            {
              name: props.yTitle,
              numeric: true,
              cell: (row) => formatCount(row.selected),
              value: (row) => row.selected,
            },
            { name: "In the file", numeric: true, cell: (row) => formatCount(row.all), value: (row) => row.all },
            ...(props.moreColumns ?? []),
          ],
        },
      }}
    />
  );
}
