import type { RunSettings } from "../../engine/training/types";
import styles from "./ModelDiagram.module.css";

type DiagramSettings = Pick<RunSettings, "model" | "factors" | "hidden" | "range">;

const WIDTH = 300;
const HEIGHT = 132;
const MIDDLE = 56;

/** Height of a layer's bar in pixels: area grows with the width, from 10 to 80. */
function barHeight(width: number): number {
  return Math.min(80, Math.max(10, 6 * Math.sqrt(width)));
}

function Bar({ x, y, height, label }: { x: number; y: number; height: number; label: string }) {
  return (
    <>
      <rect x={x - 5} y={y - height / 2} width={10} height={height} rx={3} className={styles.bar} />
      <text x={x} y={y + height / 2 + 13} textAnchor="middle">
        {label}
      </text>
    </>
  );
}

function Arrow({ from, to }: { from: [number, number]; to: [number, number] }) {
  return <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} className={styles.line} />;
}

/** The embeddings of a user and a product on the left, each a bar of its factors. */
function Embeddings({ factors, bias, joinAt }: { factors: number; bias: boolean; joinAt: number }) {
  const height = Math.min(44, Math.max(8, 4 * Math.sqrt(factors)));
  return (
    <>
      {(["user", "product"] as const).map((side) => {
        const y = side === "user" ? MIDDLE - 34 : MIDDLE + 34;
        return (
          <g key={side}>
            <Bar x={58} y={y} height={height} label={`${factors}${bias ? " + 1" : ""}`} />
            <text x={46} y={y + 4} textAnchor="end">
              {side}
            </text>
            <Arrow from={[66, y]} to={[joinAt - 13, MIDDLE]} />
          </g>
        );
      })}
    </>
  );
}

/** From the score to a rating: a sigmoid stretched onto the rating range. */
function Output({ from, range }: { from: number; range: RunSettings["range"] }) {
  return (
    <>
      <Arrow from={[from, MIDDLE]} to={[232, MIDDLE]} />
      <rect x={232} y={MIDDLE - 16} width={40} height={32} rx={6} className={styles.box} />
      <path
        d={`M238 ${MIDDLE + 9} C 254 ${MIDDLE + 9}, 250 ${MIDDLE - 9}, 266 ${MIDDLE - 9}`}
        className={styles.curve}
      />
      <text x={252} y={MIDDLE + 30} textAnchor="middle">
        {range === "auto" ? "range" : `${range[0]} to ${range[1]}`}
      </text>
      <text x={252} y={MIDDLE - 24} textAnchor="middle">
        sigmoid
      </text>
    </>
  );
}

function DotProduct({ bias }: { bias: boolean }) {
  return (
    <>
      <circle cx={150} cy={MIDDLE} r={13} className={styles.box} />
      <circle cx={150} cy={MIDDLE} r={2.5} className={styles.dot} />
      <text x={150} y={MIDDLE + 30} textAnchor="middle">
        {bias ? "dot + biases" : "dot product"}
      </text>
    </>
  );
}

function Layers({ widths }: { widths: number[] }) {
  const gap = 84 / Math.max(1, widths.length);
  const at = (i: number) => 124 + gap * (i + 0.5);
  return widths.map((width, i) => (
    <g key={`${i}:${width}`}>
      {i > 0 && <Arrow from={[at(i - 1) + 8, MIDDLE]} to={[at(i) - 8, MIDDLE]} />}
      <Bar x={at(i)} y={MIDDLE} height={barHeight(width)} label={String(width)} />
    </g>
  ));
}

function describe({ model, factors, hidden }: DiagramSettings): string {
  const embeddings = `User and product embeddings of ${factors} factors`;
  if (model === "collabnn") {
    const layers = hidden.length > 0 ? `layers of ${hidden.join(", ")}` : "one linear layer";
    return `${embeddings}, concatenated, through ${layers}, then a sigmoid onto the rating range.`;
  }
  const bias = model === "dot-product-bias" ? " plus both biases" : "";
  return `${embeddings}, their dot product${bias}, then a sigmoid onto the rating range.`;
}

/** How the chosen model turns a user and a product into a rating. */
export function ModelDiagram({ settings }: { settings: DiagramSettings }) {
  const { model, factors, hidden, range } = settings;
  const isNetwork = model === "collabnn";
  const widths = isNetwork ? [...hidden, 1] : [];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.diagram} role="img" aria-label={describe(settings)}>
      <Embeddings factors={factors} bias={model === "dot-product-bias"} joinAt={isNetwork ? 128 : 150} />
      {isNetwork ? <Layers widths={widths} /> : <DotProduct bias={model === "dot-product-bias"} />}
      <Output from={isNetwork ? 206 : 163} range={range} />
    </svg>
  );
}
