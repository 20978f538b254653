import { memo } from "react";
import { AXIS_TEXT, LABEL_TEXT } from "../look";
import type { Estimate } from "../scale";
import { Dot, type DotTone } from "./Dot";
import { type DotPanel, PanelFrame, panelsIn } from "./DotPanel";
import { FOOT, HEAD, HEAD_LINE, ROW_HEIGHT } from "./frame";
import { FADED } from "./place";
import { RowName } from "./RowName";
import { Rows } from "./Rows";
import { useRoving } from "./roving";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { shorten } from "./words";

export type { DotPanel };

export interface DotRow {
  key: string;
  label: string;
  /** One for each panel, with what is written at its right. */
  figures: readonly (Estimate & { text: string })[];
  /** The count that they rest on, at the row's end. */
  n: string;
  tone: DotTone;
  /** Of few: told apart without colour. */
  hollow?: boolean;
  /** Not of the selection. */
  faded?: boolean;
  /** The row in words. */
  spoken: string;
}

export interface DotRowsProps {
  rows: readonly DotRow[];
  /** What is drawn of each row side by side; where there is little width, the first alone. */
  panels: readonly DotPanel[];
  /** Over the names. */
  namesTitle?: string;
  /** Over the counts. */
  nTitle?: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
  /** Told the key of a row that is pressed. */
  onPick?(key: string): void;
}

/** Figures as dots with their intervals on one scale, in the order given. */
export const DotRows = memo(function DotRows(props: DotRowsProps) {
  const { rows, namesTitle, nTitle = "n", label, width, onPick } = props;
  const operation = useRoving(rows.length, onPick && ((index) => onPick(rows[index].key)));
  const foot = HEAD + rows.length * ROW_HEIGHT;
  return (
    <SvgChart label={label} height={foot + FOOT} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const { layout, panels } = panelsIn(rows, props.panels, nTitle, wide);
        const y = layout.top + layout.thickness / 2;
        return (
          <>
            {panels.map((panel) => (
              <PanelFrame key={panel.title} panel={panel} foot={foot} compact={layout.compact} />
            ))}
            <Silent>
              {namesTitle && (
                <text {...AXIS_TEXT} y={HEAD_LINE}>
                  {shorten(namesTitle, panels[0].headStart)}
                </text>
              )}
              <text {...AXIS_TEXT} x={wide} y={HEAD_LINE} textAnchor="end">
                {nTitle}
              </text>
            </Silent>
            <Rows rows={rows} top={HEAD} wide={wide} operation={operation}>
              {({ label: name, figures, n, tone, hollow, faded }) => (
                <>
                  <RowName
                    name={name}
                    room={layout.nameRoom(figures[0].text)}
                    y={layout.baseline}
                    muted={faded || figures[0].value === null}
                  />
                  {panels.map(({ title, at, textEnd }, i) => (
                    <g key={title}>
                      <g opacity={faded ? FADED : undefined}>
                        <Dot {...figures[i]} at={at} y={y} tone={tone} hollow={hollow} />
                      </g>
                      <text
                        {...(faded || figures[i].value === null ? AXIS_TEXT : LABEL_TEXT)}
                        x={textEnd}
                        y={layout.baseline}
                        textAnchor="end"
                      >
                        {figures[i].text}
                      </text>
                    </g>
                  ))}
                  <text {...AXIS_TEXT} x={wide} y={layout.baseline} textAnchor="end">
                    {n}
                  </text>
                </>
              )}
            </Rows>
          </>
        );
      }}
    </SvgChart>
  );
});
