import type { Effect } from "../../../engine/statistics/types";
import { DataTable, type TableColumn } from "../../../ui/DataTable";
import { formatCount, formatNumber } from "../../../ui/format";
import { segmentName } from "../../../ui/segmentName";
import { probability } from "../effects";
import type { Look } from "../look";
import styles from "./AnovaTable.module.css";
import { etaWord, whyNot } from "./meansWords";

interface Source {
  name: string;
  effect: Effect | null;
}

const CAPTION = "Two-way analysis of variance (type II)";

function column(name: string, text: (effect: Effect) => string, without = "–"): TableColumn<Source> {
  return { name, numeric: true, cell: ({ effect }) => (effect ? text(effect) : without) };
}

const COLUMNS: TableColumn<Source>[] = [
  { name: "Source", cell: ({ name }) => name },
  column("F", ({ f }) => formatNumber(f), "not estimable"),
  column("Degrees", ({ degrees }) => degrees.map(formatCount).join("; ")),
  column("p", ({ p }) => probability(p)),
  column("Partial η²", ({ partialEtaSquared }) => formatNumber(partialEtaSquared, 2)),
  { name: "Effect", cell: ({ effect }) => (effect ? etaWord(effect) : "–") },
];

/** What each segment and both together explain of the ratings' variance. */
export function AnovaTable({ look }: { look: Look }) {
  const { survey, selection, summary } = look;
  const { anova } = selection.bias!;
  const { pair } = survey.bias!;
  if (!anova) return null;
  const names = pair.map((role) => segmentName(role, summary));
  const sources: Source[] = [
    { name: names[0], effect: anova.row },
    { name: names[1], effect: anova.column },
    { name: `${names[0]} × ${names[1]}`, effect: anova.interaction },
  ];
  const isMissing = sources.some(({ effect }) => effect === null);
  return (
    <div className={styles.anova}>
      <h3 className={styles.title}>{CAPTION}</h3>
      <DataTable caption={CAPTION} columns={COLUMNS} rows={sources} rowKey={({ name }) => name} />
      {isMissing && <p className={styles.note}>Not estimable: {whyNot(selection.bias!, survey.bias!)}.</p>}
    </div>
  );
}
