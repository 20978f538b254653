import {
  DrawnOperation,
  type DrawnPlace,
  EMBEDDING_X,
  Embedding,
  embeddingHeight,
  Layers,
  Link,
  ListOutput,
  lastLayerEnd,
  RatingOutput,
  VectorBar,
} from "./parts";

export interface Shape {
  factors: number;
  hidden: readonly number[];
  /** Names of the side features of users and of products, as short as they come. */
  ofUser: readonly string[];
  ofProduct: readonly string[];
  /** "0.5 to 5.5". */
  range: string;
  /** What was done with the products of a history: "rated". */
  done: string;
}

/** Of an embedding among those of its side. */
const ROW = 22;
/** Between the user's and the product's embeddings. */
const GROUP_GAP = 14;
const TOP = 16;

/** The places of embeddings, one under the other, about a middle line. */
function rows(count: number, middle: number, gap: number): DrawnPlace[] {
  return Array.from({ length: count }, (_, i) => [EMBEDDING_X, middle + (i - (count - 1) / 2) * gap]);
}

/** Two embeddings and what joins them, for the models without side features. */
function TwoEmbeddings({ factors, joinAt, y }: { factors: number; joinAt: DrawnPlace; y: number }) {
  return rows(2, y, 56).map((at, i) => (
    <g key={i === 0 ? "user" : "product"}>
      <Embedding at={at} name={i === 0 ? "user" : "product"} height={embeddingHeight(factors)} />
      <Link from={[at[0] + 7, at[1]]} to={joinAt} />
    </g>
  ));
}

export function DotDrawing({ shape, bias }: { shape: Shape; bias: boolean }) {
  const y = 52;
  return (
    <>
      <TwoEmbeddings factors={shape.factors} joinAt={[146, y]} y={y} />
      <DrawnOperation at={[156, y]} sign="·" name={bias ? "dot + biases" : "dot product"} />
      <Link from={[166, y]} to={[244, y]} />
      <RatingOutput y={y} range={shape.range} />
    </>
  );
}

export function NetworkDrawing({ shape }: { shape: Shape }) {
  const y = 52;
  return (
    <>
      <TwoEmbeddings factors={shape.factors} joinAt={[122, y]} y={y} />
      <Layers widths={[...shape.hidden, 1]} from={116} to={220} y={y} />
      <Link from={[lastLayerEnd(shape.hidden.length + 1, 116, 220), y]} to={[244, y]} />
      <RatingOutput y={y} range={shape.range} />
    </>
  );
}

export function hybridHeight({ ofUser, ofProduct }: Pick<Shape, "ofUser" | "ofProduct">): number {
  return Math.max(172, 2 * TOP + (2 + ofUser.length + ofProduct.length) * ROW);
}

/** Embeddings that are added to one: those of an id and of its side features; one line leads on from all. */
function Sum({ names, top, height }: { names: readonly string[]; top: number; height: number }) {
  const x = EMBEDDING_X + 13;
  const at = (i: number) => top + (i + 0.5) * ROW;
  return (
    <>
      {names.map((name, i) => (
        <g key={name}>
          <Embedding at={[EMBEDDING_X, at(i)]} name={name} height={height} />
          <Link from={[EMBEDDING_X + 6, at(i)]} to={[x, at(i)]} />
        </g>
      ))}
      <Link from={[x, at(0)]} to={[x, at(names.length - 1)]} />
    </>
  );
}

/** Three ways from a user's and a product's embedding to one sum: biases, dot product, network. */
export function HybridDrawing({ shape }: { shape: Shape }) {
  const { factors, hidden, ofUser, ofProduct, range } = shape;
  const height = hybridHeight(shape);
  const groups = [
    ["user", ...ofUser],
    ["product", ...ofProduct],
  ];
  const [userHeight, productHeight] = groups.map((names) => names.length * ROW) as [number, number];
  const top = (height - userHeight - productHeight - GROUP_GAP) / 2;
  const tops = [top, top + userHeight + GROUP_GAP] as const;
  const bars = Math.min(ROW - 6, embeddingHeight(factors));
  const [biases, dot, network] = [22, 70, height - 48] as const;
  const sum: DrawnPlace = [220, height / 2 - 12];
  const hasNetwork = hidden.length > 0;
  return (
    <>
      {groups.map((names, side) => {
        const from: DrawnPlace = [EMBEDDING_X + 13, tops[side === 0 ? 0 : 1] + (names.length * ROW) / 2];
        return (
          <g key={names[0]}>
            <Sum names={names} top={tops[side === 0 ? 0 : 1]} height={bars} />
            <Link from={from} to={[120, biases]} />
            <Link from={from} to={[146, dot]} />
            {hasNetwork && <Link from={from} to={[126, network]} />}
          </g>
        );
      })}
      <text x={124} y={biases + 4}>
        mean + biases
      </text>
      <Link from={[204, biases]} to={[sum[0] - 8, sum[1] - 6]} />
      <DrawnOperation at={[156, dot]} sign="·" />
      <Link from={[166, dot]} to={[sum[0] - 10, sum[1]]} />
      {hasNetwork && (
        <>
          <Layers widths={[...hidden, 1]} from={120} to={204} y={network} />
          <Link from={[lastLayerEnd(hidden.length + 1, 120, 204), network]} to={[sum[0] - 8, sum[1] + 6]} />
        </>
      )}
      <DrawnOperation at={sum} sign="+" />
      <Link from={[sum[0] + 10, sum[1]]} to={[244, sum[1]]} />
      <RatingOutput y={sum[1]} range={range} />
    </>
  );
}

/** The products of a user's history, pooled, against every product. */
export function HistoryDrawing({ shape }: { shape: Shape }) {
  const { factors, ofProduct, done } = shape;
  const height = embeddingHeight(factors);
  const history = [24, 48, 72];
  const product = 124;
  const [pooled, dot]: DrawnPlace[] = [
    [138, 48],
    [190, 84],
  ];
  const parts = ofProduct.length > 0 ? `each with ${ofProduct.join(", ")}` : null;
  return (
    <>
      {history.map((y, i) => (
        <g key={y}>
          <Embedding at={[EMBEDDING_X, y]} name={i === 1 ? done : ""} height={Math.min(18, height)} />
          <Link from={[EMBEDDING_X + 7, y]} to={[pooled[0] - 7, pooled[1]]} />
        </g>
      ))}
      <VectorBar at={pooled} height={height} label="pooled" />
      <Link from={[pooled[0] + 7, pooled[1]]} to={[dot[0] - 9, dot[1] - 4]} />
      <Embedding at={[EMBEDDING_X, product]} name="product" height={height} />
      <Link from={[EMBEDDING_X + 7, product]} to={[dot[0] - 9, dot[1] + 4]} />
      <DrawnOperation at={dot} sign="·" />
      <Link from={[dot[0] + 10, dot[1]]} to={[244, dot[1]]} />
      <ListOutput y={dot[1]} />
      {parts && (
        <text x={EMBEDDING_X - 4} y={product + 26}>
          {parts}
        </text>
      )}
    </>
  );
}
