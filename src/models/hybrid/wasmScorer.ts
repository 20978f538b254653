import { type AdamWStep, withoutDecay } from "../../backends/adamw";
import { denseFrom, startingFrom } from "../../backends/earlier";
import { type RowBatch, RowGrouper } from "../../backends/rowBatch";
import { type DenseParameter, paddedOutputs } from "../../backends/rows";
import type { KernelMemory } from "../../backends/wasm/memory";
import { type DropOut, TILE, WasmLayers, wholeRows } from "../../backends/wasm/wasmLayers";
import { WasmTable } from "../../backends/wasm/wasmTable";
import { Random } from "../../domain/random";
import type { LearnerOptions, LearnerState } from "../learner";
import { initialDense } from "../shapes";
import type { WasmScorer, WasmTables } from "../wasmScorer";
import {
  dropOutKey,
  type HybridOptions,
  networkStep,
  Priors,
  pullsOf,
  startingSides,
  writeUnknownRow,
} from "./posterior";

/** Floats of a number in memory. */
const FLOAT = 4;

/** `hybrid`; see posterior.ts for the model and kernels/hybrid.ts for the layout of what is computed here. */
export class HybridScorer implements WasmScorer {
  readonly tile = TILE;
  private readonly half: number;
  private readonly features: number;
  private readonly sideTable: WasmTable;
  private readonly sideGroups: RowGrouper;
  private sideBatch: RowBatch | null = null;
  private readonly layers: WasmLayers | null;
  private readonly priors: Priors;
  /** Rows of the whole batch, replaced by their gradients. */
  private readonly userRows: number;
  private readonly productRows: number;
  private readonly sideRows: number;
  private readonly composites: number;
  private readonly scores: number;
  private readonly curvatures: number;
  private readonly masks: number;
  private readonly precisions: number;
  private readonly pulls: { users: number; products: number; sides: number };
  private penalty = 0;
  private error = 0;

  constructor(
    private readonly memory: KernelMemory,
    private readonly tables: WasmTables,
    private readonly options: LearnerOptions,
    private readonly hybrid: HybridOptions,
  ) {
    const { shape, batchSize, seed, earlier } = options;
    const features = hybrid.firstRow.length - 1;
    this.priors = new Priors(hybrid, shape.factors);
    const { half, masks, precisions } = this.priors;
    const width = 2 * half;
    this.half = half;
    this.features = features;
    this.sideTable = new WasmTable(memory, hybrid.sideCounts.length, width, batchSize * features);
    const random = new Random(seed, "side embeddings");
    const start = startingSides(shape.factors, () => random.normal());
    this.sideTable.start(startingFrom(start, earlier?.sides, shape.factors + 1));
    const unknown = (target: Float32Array, at: number) => writeUnknownRow(target, at, half);
    for (const table of [tables.users, tables.products, this.sideTable]) table.startUnknown(unknown);
    this.sideGroups = new RowGrouper(hybrid.sideCounts.length, batchSize * features);
    const parameters = denseFrom(initialDense(shape, new Random(seed, "dense layers")), earlier);
    const columnOf = (input: number) => Math.floor(input / shape.factors) * half + (input % shape.factors);
    // The kernels give the slopes by the input eight columns at a time.
    const inputs = paddedOutputs((2 + features) * half);
    this.layers = parameters.length > 0 ? new WasmLayers(memory, parameters, inputs, columnOf) : null;
    this.userRows = memory.allocate(batchSize * width * FLOAT);
    this.productRows = memory.allocate(batchSize * width * FLOAT);
    this.sideRows = memory.allocate(batchSize * features * width * FLOAT);
    this.composites = memory.allocate(TILE * 2 * width * FLOAT);
    this.scores = memory.allocate(TILE * FLOAT);
    this.curvatures = memory.allocate(TILE * FLOAT);
    const place = (values: Float32Array) => {
      const pointer = memory.allocate(values.byteLength);
      memory.floats(pointer, values.length).set(values);
      return pointer;
    };
    this.masks = place(masks);
    this.precisions = place(precisions);
    this.pulls = {
      users: place(pullsOf(hybrid.userCounts)),
      products: place(pullsOf(hybrid.productCounts)),
      sides: place(pullsOf(hybrid.sideCounts)),
    };
  }

  load(sides: Int32Array): void {
    this.sideBatch = this.sideGroups.group(sides);
    this.sideTable.load(this.sideBatch);
  }

  begin(): void {
    if (this.priors.isDue) this.estimatePriors();
    this.layers?.begin();
    this.error = 0;
    this.penalty = 0;
  }

  forward(from: number, count: number, training: boolean): { pointer: number; stride: number } {
    const { memory, tables, layers, features, half, composites, scores } = this;
    const { kernels } = memory;
    const width = 2 * half;
    const users = this.userRows + from * width * FLOAT;
    const products = this.productRows + from * width * FLOAT;
    const sides = this.sideRows + from * features * width * FLOAT;
    tables.users.gather(from, count, users, width);
    tables.products.gather(from, count, products, width);
    this.sideTable.gather(from * features, count * features, sides, width);
    kernels.composeRows(users, products, sides, features, this.hybrid.ofUser, composites, count, half);
    if (layers) {
      kernels.networkInput(composites, sides, features, layers.input, count, half);
      this.spreadInput(count, layers);
      layers.forward(wholeRows(count), training ? this.dropOut(from) : null);
    }
    const { pointer, stride } = layers?.scores ?? { pointer: 0, stride: 0 };
    kernels.hybridScores(composites, this.masks, pointer, stride, scores, count, half, this.hybrid.offset);
    return { pointer: scores, stride: 1 };
  }

  loss(count: number, ratings: number, shares: number, low: number, span: number): number {
    const { kernels } = this.memory;
    const loss = kernels.rangeLoss(this.scores, 1, this.curvatures, ratings, shares, count, low, span);
    this.error += loss;
    return loss;
  }

  backward(from: number, count: number, shares: number): void {
    const { memory, layers, features, half, composites, masks, pulls } = this;
    const { kernels } = memory;
    const slopes = layers ? this.networkSlopes(from, count, layers) : 0;
    const slopesStride = layers?.inputWidth ?? 0;
    this.penalty += kernels.compositeGradients(
      composites,
      masks,
      this.scores,
      this.curvatures,
      slopes,
      slopesStride,
      count,
      half,
    );
    const width = 2 * half;
    const scale = this.priors.scale;
    const live = masks + 2 * half * FLOAT;
    const spread = (
      rows: number,
      positionRows: number,
      place: number,
      ids: number,
      pull: number,
      group: number,
      side: "user" | "product",
      network: number,
    ) =>
      kernels.rowGradients(
        rows + (from * positionRows + place) * width * FLOAT,
        positionRows * width,
        ids + (from * positionRows + place) * FLOAT,
        positionRows,
        pull,
        this.precisions + group * half * FLOAT,
        live,
        composites + (side === "user" ? 0 : width * FLOAT),
        2 * width,
        network,
        slopesStride,
        shares,
        count,
        half,
        scale,
      );
    spread(this.userRows, 1, 0, this.tables.users.ids, pulls.users, 0, "user", 0);
    spread(this.productRows, 1, 0, this.tables.products.ids, pulls.products, 1, "product", 0);
    for (let feature = 0; feature < features; feature++) {
      const side = feature < this.hybrid.ofUser ? "user" : "product";
      const network = slopes && slopes + (2 + feature) * half * FLOAT;
      spread(this.sideRows, features, feature, this.sideTable.ids, pulls.sides, 2 + feature, side, network);
    }
  }

  update(users: RowBatch, products: RowBatch, step: AdamWStep): void {
    const { priors, tables, half } = this;
    const width = 2 * half;
    // The priors pull the rows; decay is for the network.
    const rowStep = withoutDecay(step);
    tables.users.update(users.touchedCount, this.userRows, width, rowStep);
    tables.products.update(products.touchedCount, this.productRows, width, rowStep);
    this.sideTable.update(this.sideBatch!.touchedCount, this.sideRows, width, rowStep);
    this.layers?.update(networkStep(step));
    priors.add(this.error, this.penalty);
    priors.advance();
  }

  read(): { dense: DenseParameter[]; sides: Float32Array; userPull: Float64Array } {
    return { dense: this.layers?.read() ?? [], sides: this.sideTable.read(), userPull: this.priors.userPull };
  }

  save(): LearnerState {
    return [this.priors.save(), ...this.sideTable.save(), ...(this.layers?.save() ?? [])];
  }

  restore([priors, sides, owed, ...layers]: LearnerState): void {
    this.priors.restore(priors as Float64Array);
    this.tellPriors();
    this.sideTable.restore(sides as Float32Array, owed as Float64Array);
    this.layers?.restore(layers as Float32Array[]);
  }

  private estimatePriors(): void {
    const { tables, sideTable, priors } = this;
    priors.estimate(() => ({
      users: tables.users.read(),
      products: tables.products.read(),
      sides: sideTable.read(),
    }));
    this.tellPriors();
  }

  private tellPriors(): void {
    const { precisions } = this.priors;
    this.memory.floats(this.precisions, precisions.length).set(precisions);
  }

  /** Puts the rows of the network's input as far apart as the layers read them, the factors alone: no bias beside them. */
  private spreadInput(count: number, { input, inputWidth }: WasmLayers): void {
    const { memory, features, half, options } = this;
    const length = (2 + features) * half;
    const values = memory.floats(input, count * inputWidth);
    for (let i = count - 1; i >= 0; i--) {
      const to = i * inputWidth;
      values.copyWithin(to, i * length, (i + 1) * length).fill(0, to + length, to + inputWidth);
      for (let at = to + options.shape.factors; at < to + length; at += half) values[at] = 0;
    }
  }

  /** The network's slopes by its input; the scores hold the slopes by the sum that the network's output is part of. */
  private networkSlopes(from: number, count: number, layers: WasmLayers): number {
    const { pointer, stride } = layers.scores;
    const slopes = this.memory.floats(this.scores, count);
    const out = this.memory.floats(pointer, count * stride);
    out.fill(0);
    for (let i = 0; i < count; i++) out[i * stride] = slopes[i];
    layers.clearRest(count);
    layers.backward(wholeRows(count), this.dropOut(from));
    return layers.inputSlopes;
  }

  private dropOut(first: number): DropOut | null {
    const { dropout } = this.hybrid;
    if (dropout === 0) return null;
    const { seed, shape } = this.options;
    const keys = shape.hidden.map((_, layer) => dropOutKey(seed, this.priors.step, layer));
    return { threshold: Math.round(dropout * 2 ** 32), scale: 1 / (1 - dropout), keys, first };
  }
}
