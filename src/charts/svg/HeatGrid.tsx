import { memo } from "react";
import { AXIS_TEXT, LABEL_TEXT } from "../look";
import { expectedWord, HeatCell, type HeatGridCell, residualFill } from "./HeatCell";
import { Legend, type LegendEntry, placeLegend } from "./Legend";
import { Mark } from "./Mark";
import { pixels } from "./place";
import { useRoving } from "./roving";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { inTwoLines, longest } from "./words";

export type { HeatGridCell };

export interface HeatGridProps {
  rows: readonly string[];
  columns: readonly string[];
  /** What the rows are values of, and the columns. */
  rowTitle: string;
  columnTitle: string;
  /** Row by row. */
  cells: readonly HeatGridCell[];
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
  /** Told the indices of a cell that is pressed. */
  onPick?(row: number, column: number): void;
}

const CELL_HEIGHT = 76;
const HEAD = 58;
const LINE = 15;
const FOOT = 52;
const LONGEST_NAME = 140;

function swatch(residual: number) {
  return <rect width={12} height={12} rx={2} {...residualFill(residual)} stroke="var(--behind)" />;
}

const LEGEND: LegendEntry[] = [
  { label: "more than expected", mark: swatch(10) },
  { label: "fewer", mark: swatch(-10) },
];
const NOTE = "▲▼ adjusted residual; beyond ±2 stands out";

/** A table of counts against what they would be if rows and columns did not go together. */
export const HeatGrid = memo(function HeatGrid(props: HeatGridProps) {
  const { rows, columns, rowTitle, columnTitle, cells, label, width, onPick } = props;
  const across = columns.length;
  const press = onPick && ((index: number) => onPick(Math.floor(index / across), index % across));
  const operation = useRoving(cells.length, press, across);
  const foot = HEAD + rows.length * CELL_HEIGHT;
  return (
    <SvgChart label={label} height={foot + FOOT} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const names = Math.min(longest([rowTitle, ...rows]), LONGEST_NAME, wide * 0.28) + 10;
        const cell = (wide - names) / Math.max(1, across);
        const columnNames = columns.map((name) => inTwoLines(name, cell - 2));
        const nameLines = Math.max(1, ...columnNames.map((lines) => lines.length));
        const word = expectedWord(cells, cell - 6);
        const at = (index: number) => pixels(names + index * cell);
        return (
          <>
            <Silent>
              <text {...AXIS_TEXT} x={at(across / 2)} y={HEAD - 17 - LINE * nameLines} textAnchor="middle">
                {columnTitle}
              </text>
              <Lines {...AXIS_TEXT} lines={inTwoLines(rowTitle, names - 8)} x={0} bottom={HEAD - 10} />
            </Silent>
            {columns.map((name, index) => (
              <g key={name} textAnchor="middle">
                <Lines {...LABEL_TEXT} lines={columnNames[index]} x={at(index + 0.5)} bottom={HEAD - 10} />
              </g>
            ))}
            {rows.map((name, index) => {
              const lines = inTwoLines(name, names - 8);
              const middle = HEAD + (index + 0.5) * CELL_HEIGHT + 4;
              return (
                <Lines
                  key={name}
                  {...LABEL_TEXT}
                  lines={lines}
                  x={0}
                  bottom={middle + ((lines.length - 1) * LINE) / 2}
                />
              );
            })}
            {cells.map((each, index) => {
              const [row, column] = [Math.floor(index / across), index % across];
              const area = { x: at(column), y: HEAD + row * CELL_HEIGHT, width: pixels(cell), height: CELL_HEIGHT };
              return (
                <Mark
                  key={`${rows[row]} ${columns[column]}`}
                  area={area}
                  spoken={each.spoken}
                  operation={operation(index)}
                >
                  <HeatCell cell={each} area={area} word={word} />
                </Mark>
              );
            })}
            <Legend entries={placeLegend(LEGEND, wide)} y={foot + 12} />
            <Silent>
              <text {...AXIS_TEXT} y={foot + 46}>
                {NOTE}
              </text>
            </Silent>
          </>
        );
      }}
    </SvgChart>
  );
});

interface LinesProps {
  lines: readonly string[];
  x: number;
  /** Baseline of the last. */
  bottom: number;
  fontSize: number;
  fill: string;
}

function Lines({ lines, x, bottom, ...look }: LinesProps) {
  return lines.map((line, index) => (
    <text key={line} {...look} x={x} y={bottom + (index - lines.length + 1) * LINE}>
      {line}
    </text>
  ));
}
