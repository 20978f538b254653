import { SegmentedControl } from "@mantine/core";
import { memo, type ReactNode, useContext, useRef, useState } from "react";
import { Card } from "./Card";
import styles from "./ChartCard.module.css";
import { SaveMenu } from "./ChartCardMenu";
import { drawingsIn, type FigureFormat, FigureSaving, plainTable } from "./ChartCardSaving";
import { DataTable, type TableColumn } from "./DataTable";
import { PrintedFigure } from "./PrintedFigure";
import { useIsPrinted } from "./printed";
import { useLatest } from "./useLatest";

/** What makes a card's chart savable: the name of the files, and its numbers. */
export interface CardFigure<Row> {
  /** Of the files' names, without their ending; see `fileStem` of charts/export. */
  fileStem: string;
  table: {
    /** By default the card's title, said to be as a table: no two places may have one name. */
    caption?: string;
    columns: TableColumn<Row>[];
    rows: readonly Row[];
    rowKey?(row: Row, index: number): string | number;
  };
  /** Said under a saved image after `n`, such as the filters. */
  note?: string;
}

interface Props<Row> {
  /** The question that the chart answers. */
  title: string;
  /** The answer, with its numbers and its unknowns; in a text, a line break parts the finding from its statistics. */
  sentence: ReactNode;
  /** What was counted: "n = 41,200 ratings". */
  n: string;
  span?: number;
  /** Makes the card a place to go to. */
  id?: string;
  /** The drawing; its height is the chart's own. */
  chart: ReactNode;
  /** The same numbers as a table; a figure's table is made of its rows. */
  table?: ReactNode;
  /** Lets the chart be saved, within a `FigureSaving`. */
  figure?: CardFigure<Row>;
  /** Other controls at the end of the title's line. */
  actions?: ReactNode;
}

const VIEWS = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
];

/** Apart, for the chart beside it may be drawn anew many times a second. */
const ViewToggle = memo(function ViewToggle({
  title,
  view,
  onView,
}: {
  title: string;
  view: string;
  onView(view: string): void;
}) {
  return <SegmentedControl size="xs" aria-label={`${title} Shown as`} value={view} onChange={onView} data={VIEWS} />;
});

/** What the table of a card is called. */
function captionOf<Row>({ title, figure }: Pick<Props<Row>, "title" | "figure">): string {
  return figure?.table.caption ?? `${title} As a table`;
}

/** A chart with its question, its answer in words, and its numbers as a table on request; in a saved report on paper. */
export function ChartCard<Row>(props: Props<Row>) {
  const isPrinted = useIsPrinted();
  if (!isPrinted) return <LiveCard {...props} />;
  const { title, sentence, n, chart, figure } = props;
  const table = figure && { ...figure.table, caption: captionOf(props) };
  return <PrintedFigure title={title} sentence={sentence} n={n} chart={chart} table={table} />;
}

/** The finding in its own line, with what it rests on under it where the two are parted by a line break. */
function Answer({ children }: { children: ReactNode }) {
  if (typeof children !== "string" || !children.includes("\n"))
    return <span className={styles.finding}>{children}</span>;
  const [finding, ...rest] = children.split("\n");
  return (
    <>
      <span className={styles.finding}>{finding}</span> <span className={styles.grounds}>{rest.join(" ")}</span>
    </>
  );
}

function LiveCard<Row>({ title, sentence, n, span, id, chart, table, figure, actions }: Props<Row>) {
  const [view, setView] = useState("chart");
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const save = useContext(FigureSaving);

  const numbers = figure ? <DataTable {...figure.table} caption={captionOf({ title, figure })} /> : table;
  const isTable = view === "table" && numbers !== undefined && numbers !== null;

  const saveAs = useLatest(async (format: FigureFormat) => {
    if (!figure || !save) return;
    setFailure(null);
    setSaving(true);
    try {
      await save(format, {
        fileStem: figure.fileStem,
        title,
        sentence: answer.current?.textContent ?? "",
        note: [n, figure.note].filter(Boolean).join(". "),
        drawings: drawing.current ? drawingsIn(drawing.current) : [],
        table: plainTable(figure.table.columns, figure.table.rows),
      });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setSaving(false);
    }
  });

  const toggle = numbers && <ViewToggle title={title} view={view} onView={setView} />;
  const dismiss = useLatest(() => setFailure(null));
  const menu = figure && save && <SaveMenu isSaving={isSaving} failure={failure} onSave={saveAs} onDismiss={dismiss} />;
  return (
    <Card
      title={title}
      span={span}
      id={id}
      actions={
        (actions || toggle || menu) && (
          <>
            {actions}
            {toggle}
            {menu}
          </>
        )
      }
    >
      <p className={styles.sentence} ref={answer}>
        <Answer>{sentence}</Answer>
      </p>
      {figure ? (
        // An image is of the chart even while the table is looked at.
        <div ref={drawing} className={isTable ? styles.aside : undefined} inert={isTable}>
          {chart}
        </div>
      ) : (
        !isTable && chart
      )}
      {isTable && <div className={styles.table}>{numbers}</div>}
      <p className={styles.n}>{n}</p>
    </Card>
  );
}
