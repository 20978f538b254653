import {
  Bar,
  EMBEDDING_X,
  Embedding,
  embeddingHeight,
  Layers,
  Link,
  ListOutput,
  lastLayerEnd,
  Operation,
  type Place,
  RatingOutput,
} from "./parts";

export interface Shape {
  factors: number;
  hidden: readonly number[];
  /** Names of the side features, as short as they come. */
  sides: readonly string[];
  /** "0.5 to 5.5". */
  range: string;
}

const ROW = 26;
const TOP = 24;

/** The places of embeddings, one under the other, about a middle line. */
function rows(count: number, middle: number, gap: number): Place[] {
  return Array.from({ length: count }, (_, i) => [EMBEDDING_X, middle + (i - (count - 1) / 2) * gap]);
}

/** Two embeddings and what joins them, for the models without side features. */
function TwoEmbeddings({ factors, joinAt, y }: { factors: number; joinAt: Place; y: number }) {
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
      <Operation at={[156, y]} sign="·" name={bias ? "dot + biases" : "dot product"} />
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

export function hybridHeight({ sides }: Pick<Shape, "sides">): number {
  return Math.max(172, TOP + (2 + sides.length) * ROW + 12);
}

/** Three ways from the embeddings to one sum: biases, dot product, network. */
export function HybridDrawing({ shape }: { shape: Shape }) {
  const { factors, hidden, sides, range } = shape;
  const height = hybridHeight(shape);
  const places = rows(2 + sides.length, height / 2, ROW);
  const [biases, dot, network] = [22, 70, height - 48] as const;
  const sum: Place = [216, height / 2 - 12];
  return (
    <>
      {places.map((at, i) => {
        const from: Place = [at[0] + 7, at[1]];
        const name = ["user", "product", ...sides][i]!;
        return (
          <g key={name}>
            <Embedding at={at} name={name} height={Math.min(20, embeddingHeight(factors))} />
            {i < 2 && <Link from={from} to={[112, biases]} />}
            {i < 2 && <Link from={from} to={[140, dot]} />}
            <Link from={from} to={[118, network]} />
          </g>
        );
      })}
      <text x={116} y={biases + 4}>
        mean + biases
      </text>
      <Link from={[196, biases]} to={[sum[0] - 8, sum[1] - 6]} />
      <Operation at={[150, dot]} sign="·" />
      <Link from={[160, dot]} to={[sum[0] - 10, sum[1]]} />
      <Layers widths={[...hidden, 1]} from={114} to={200} y={network} />
      <Link from={[lastLayerEnd(hidden.length + 1, 114, 200), network]} to={[sum[0] - 8, sum[1] + 6]} />
      <Operation at={sum} sign="+" />
      <Link from={[sum[0] + 10, sum[1]]} to={[244, sum[1]]} />
      <RatingOutput y={sum[1]} range={range} />
    </>
  );
}

/** The products that a user has rated, pooled, against every product. */
export function HistoryDrawing({ shape }: { shape: Shape }) {
  const { factors, sides } = shape;
  const height = embeddingHeight(factors);
  const history = [24, 48, 72];
  const product = 124;
  const [pooled, dot]: Place[] = [
    [138, 48],
    [190, 84],
  ];
  const with_ = sides.length > 0 ? `each with ${sides.join(", ")}` : null;
  return (
    <>
      {history.map((y, i) => (
        <g key={y}>
          <Embedding at={[EMBEDDING_X, y]} name={i === 1 ? "rated" : ""} height={Math.min(18, height)} />
          <Link from={[EMBEDDING_X + 7, y]} to={[pooled![0] - 7, pooled![1]]} />
        </g>
      ))}
      <Bar at={pooled!} height={height} label="pooled" />
      <Link from={[pooled![0] + 7, pooled![1]]} to={[dot![0] - 9, dot![1] - 4]} />
      <Embedding at={[EMBEDDING_X, product]} name="product" height={height} />
      <Link from={[EMBEDDING_X + 7, product]} to={[dot![0] - 9, dot![1] + 4]} />
      <Operation at={dot!} sign="·" />
      <Link from={[dot![0] + 10, dot![1]]} to={[244, dot![1]]} />
      <ListOutput y={dot![1]} />
      {with_ && (
        <text x={EMBEDDING_X - 4} y={product + 26}>
          {with_}
        </text>
      )}
    </>
  );
}
