import styles from "./diagram.module.css";

export type DrawnPlace = [x: number, y: number];

/** Width of the drawing; heights follow the model. */
export const WIDTH = 304;
/** Where the embeddings stand. */
export const EMBEDDING_X = 76;

/** A vector of the model as a bar; the number of its weights stands beside or under it. */
export function VectorBar({ at: [x, y], height, label }: { at: DrawnPlace; height: number; label?: string }) {
  return (
    <>
      <rect x={x - 4} y={y - height / 2} width={8} height={height} rx={3} className={styles.bar} />
      {label && (
        <text x={x} y={y + height / 2 + 13} textAnchor="middle">
          {label}
        </text>
      )}
    </>
  );
}

/** A line from one place to the next, leaving and arriving level. */
export function Link({ from, to }: { from: DrawnPlace; to: DrawnPlace }) {
  const middle = (from[0] + to[0]) / 2;
  return (
    <path
      d={`M${from[0]} ${from[1]} C ${middle} ${from[1]}, ${middle} ${to[1]}, ${to[0]} ${to[1]}`}
      className={styles.line}
    />
  );
}

/** What an embedding is of, at its left, and the bar. */
export function Embedding({ at, name, height }: { at: DrawnPlace; name: string; height: number }) {
  return (
    <>
      <text x={at[0] - 11} y={at[1] + 4} textAnchor="end">
        {name}
      </text>
      <VectorBar at={at} height={height} />
    </>
  );
}

/** An operation: a circle with its sign, its name under it. */
export function DrawnOperation({ at: [x, y], sign, name }: { at: DrawnPlace; sign: "·" | "+"; name?: string }) {
  return (
    <>
      <circle cx={x} cy={y} r={10} className={styles.box} />
      {sign === "·" ? (
        <circle cx={x} cy={y} r={2.5} className={styles.dot} />
      ) : (
        <path d={`M${x - 5} ${y} h10 M${x} ${y - 5} v10`} className={styles.curve} />
      )}
      {name && (
        <text x={x} y={y + 23} textAnchor="middle">
          {name}
        </text>
      )}
    </>
  );
}

/** Where the last of this many layers ends, for the line that leads on. */
export function lastLayerEnd(layers: number, from: number, to: number): number {
  return to - (to - from) / layers / 2 + 7;
}

/** Pixels that a digit of a label takes, with its share of the room between two. */
const DIGIT = 8;

/** Layers of a network as bars; their area grows with their width. */
export function Layers({ widths, from, to, y }: { widths: readonly number[]; from: number; to: number; y: number }) {
  const gap = (to - from) / Math.max(1, widths.length);
  const at = (i: number): DrawnPlace => [from + gap * (i + 0.5), y];
  // Side by side the numbers of many wide layers would run into one another; the field beside names them.
  const isRoomy = widths.every((width) => String(width).length * DIGIT < gap);
  return widths.map((width, i) => (
    <g key={`${i}:${width}`}>
      {i > 0 && <Link from={[at(i - 1)[0] + 6, y]} to={[at(i)[0] - 6, y]} />}
      <VectorBar
        at={at(i)}
        height={Math.min(58, Math.max(10, 5 * Math.sqrt(width)))}
        label={isRoomy ? String(width) : ""}
      />
    </g>
  ));
}

/** Height of an embedding's bar, from 8 to 22 pixels. */
export function embeddingHeight(factors: number): number {
  return Math.min(22, Math.max(8, 3 * Math.sqrt(factors)));
}

/** From the score to a rating: a sigmoid stretched onto the rating range. */
export function RatingOutput({ y, range }: { y: number; range: string }) {
  return (
    <>
      <rect x={244} y={y - 16} width={40} height={32} rx={6} className={styles.box} />
      <path d={`M250 ${y + 9} C 266 ${y + 9}, 262 ${y - 9}, 278 ${y - 9}`} className={styles.curve} />
      <text x={264} y={y - 24} textAnchor="middle" className={styles.strong}>
        rating
      </text>
      <text x={264} y={y + 30} textAnchor="middle">
        {range}
      </text>
    </>
  );
}

/** From the scores to a list: products in their order. */
export function ListOutput({ y }: { y: number }) {
  return (
    <>
      <rect x={244} y={y - 18} width={40} height={36} rx={6} className={styles.box} />
      {[26, 18, 11].map((width, i) => (
        <rect key={width} x={251} y={y - 11 + i * 9} width={width} height={4} rx={2} className={styles.dot} />
      ))}
      <text x={264} y={y - 26} textAnchor="middle" className={styles.strong}>
        top 10
      </text>
    </>
  );
}
