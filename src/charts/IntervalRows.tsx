import { AxisLine } from "./AxisLine";
import { IntervalMark, type MarkTone } from "./IntervalMark";
import styles from "./IntervalRows.module.css";
import { axisTicks, type Domain, decimalsOf, domainOf } from "./scale";

/** A figure with the ends of its interval. */
export interface Figure {
  value: number | null;
  interval: readonly [number, number] | null;
}

export interface IntervalRow {
  label: string;
  size: Figure;
  signed: Figure;
  n: number;
  tone: MarkTone;
}

interface Props {
  rows: readonly IntervalRow[];
  /** What all rows together come to: a dashed line across. */
  overall: number | null;
  titles: { label: string; size: string; signed: string };
  formatSize(value: number | null): string;
  formatSigned(value: number | null): string;
  formatN(n: number): string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
}

const ROW_HEIGHT = 30;

function extent(figures: readonly Figure[], others: readonly number[]): [number, number] {
  const all = [
    ...others,
    ...figures.flatMap(({ value, interval }) => [...(interval ?? []), ...(value === null ? [] : [value])]),
  ];
  return [Math.min(...all), Math.max(...all)];
}

/** A symmetric scale about zero, so that too high and too low are seen at the same size. */
function aboutZero([low, high]: [number, number]): number[] {
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return axisTicks(-most, most, 4);
}

/** Ticks with as many decimals as their step has. */
function tickFormat(ticks: readonly number[], isSigned: boolean): (tick: number) => string {
  const decimals = decimalsOf(ticks[1]! - ticks[0]!);
  return (tick) => {
    if (tick === 0) return "0";
    const size = Math.abs(tick).toFixed(decimals);
    return tick < 0 ? `−${size}` : isSigned ? `+${size}` : size;
  };
}

interface RowProps extends Pick<Props, "overall" | "formatSize" | "formatSigned" | "formatN"> {
  row: IntervalRow;
  sizes: Domain;
  signs: Domain;
}

function Row({ row, sizes, signs, overall, formatSize, formatSigned, formatN }: RowProps) {
  const { label, size, signed, n, tone } = row;
  return (
    <>
      <span className={styles.line} />
      <span className={styles.name} title={label}>
        {label}
      </span>
      <IntervalMark {...size} domain={sizes} reference={overall} tone={tone} height={ROW_HEIGHT} />
      <span className={styles.figure}>{formatSize(size.value)}</span>
      <span className={styles.signed}>
        <IntervalMark {...signed} domain={signs} reference={0} tone={tone} height={ROW_HEIGHT} />
      </span>
      <span className={`${styles.figure} ${styles.signed}`}>{formatSigned(signed.value)}</span>
      <span className={`${styles.figure} ${styles.muted}`}>{formatN(n)}</span>
    </>
  );
}

/** Rows of one kind with two figures each, both with whiskers: how large, and in which direction. */
export function IntervalRows({ rows, overall, titles, label, ...formats }: Props) {
  const sizeTicks = axisTicks(
    ...extent(
      rows.map(({ size }) => size),
      overall === null ? [] : [overall],
    ),
    4,
  );
  const signTicks = aboutZero(
    extent(
      rows.map(({ signed }) => signed),
      [0],
    ),
  );
  const [sizes, signs] = [domainOf(sizeTicks), domainOf(signTicks)];
  return (
    <div className={styles.chart} role="img" aria-label={label}>
      <span className={styles.head}>{titles.label}</span>
      <span className={styles.head}>{titles.size}</span>
      <span className={styles.head} />
      <span className={`${styles.head} ${styles.signed}`}>{titles.signed}</span>
      <span className={`${styles.head} ${styles.signed}`} />
      <span className={`${styles.head} ${styles.figure}`}>n</span>
      {rows.map((row) => (
        <Row key={row.label} row={row} sizes={sizes} signs={signs} overall={overall} {...formats} />
      ))}
      <span className={styles.line} />
      <span />
      <AxisLine ticks={sizeTicks} domain={sizes} format={tickFormat(sizeTicks, false)} />
      <span />
      <span className={styles.signed}>
        <AxisLine ticks={signTicks} domain={signs} format={tickFormat(signTicks, true)} />
      </span>
    </div>
  );
}
