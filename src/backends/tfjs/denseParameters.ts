import { concat, type Tensor, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import { type AdamWStep, withoutDecay } from "../adamw";
import type { RowBatch } from "../rowBatch";
import type { DenseParameter } from "../rows";
import type { CreateTable, EmbeddingTable, TableState } from "./embeddingTable";

const ROW_WIDTH = 64;

/**
 * The dense layers' parameters, kept in embedding tables of which every row is touched at every step: nothing is owed
 * there, so one optimiser serves the whole model, at three draws for all layers together.
 */
export class DenseParameters {
  private readonly groups: Group[];

  constructor(
    private readonly parameters: DenseParameter[],
    createTable: CreateTable,
  ) {
    this.groups = [true, false]
      .map((decays) => parameters.filter((parameter) => parameter.decays === decays))
      .filter((members) => members.length > 0)
      .map((members) => new Group(members, createTable));
  }

  /** Current values, one tensor a parameter, in the constructor's order. */
  gather(): Tensor[] {
    const byName = new Map(this.groups.flatMap((group) => group.gather()));
    return this.parameters.map(({ name }) => byName.get(name)!);
  }

  /** One AdamW step; gradients in the constructor's order. */
  update(gradients: Tensor[], step: AdamWStep): void {
    const byName = new Map(this.parameters.map(({ name }, i) => [name, gradients[i]]));
    for (const group of this.groups) group.update(byName, step);
  }

  /** Current values on the CPU. */
  read(): DenseParameter[] {
    const byName = new Map(this.groups.flatMap((group) => group.read()));
    return this.parameters.map((parameter) => ({ ...parameter, values: byName.get(parameter.name)! }));
  }

  save(): TableState[] {
    return this.groups.map(({ table }) => table.save());
  }

  restore(states: TableState[]): void {
    this.groups.forEach(({ table }, i) => {
      table.restore(states[i]);
    });
  }

  dispose(): void {
    for (const group of this.groups) group.table.dispose();
  }
}

/** The parameters that share a decay, one after the other in one table. */
class Group {
  readonly table: EmbeddingTable;
  private readonly everyRow: RowBatch;
  private readonly spans: { name: string; shape: number[]; from: number; length: number }[] = [];
  private readonly total: number;

  constructor(
    private readonly members: DenseParameter[],
    createTable: CreateTable,
  ) {
    this.total = members.reduce((sum, { values }) => sum + values.length, 0);
    const rows = Math.ceil(this.total / ROW_WIDTH);
    const initial = new Float32Array(rows * ROW_WIDTH);
    let from = 0;
    for (const { name, shape, values } of members) {
      initial.set(values, from);
      this.spans.push({ name, shape, from, length: values.length });
      from += values.length;
    }
    this.table = createTable(initial, rows, ROW_WIDTH, rows);
    const upTo = Int32Array.from({ length: rows + 1 }, (_, i) => i);
    const each = upTo.subarray(0, rows);
    this.everyRow = { rows: each, touched: each, touchedCount: rows, order: each, starts: upTo };
  }

  gather(): [string, Tensor][] {
    const flat = this.table.gather(this.everyRow).flatten();
    return this.spans.map(({ name, shape, from, length }) => [name, flat.slice(from, length).reshape(shape)]);
  }

  update(gradients: Map<string, Tensor>, step: AdamWStep): void {
    const flat = concat(this.spans.map(({ name }) => gradients.get(name)!.flatten())) as Tensor1D;
    const padded = flat.pad([[0, this.table.rows * ROW_WIDTH - this.total]]);
    const decays = this.members[0].decays;
    this.table.update(
      this.everyRow,
      padded.reshape([this.table.rows, ROW_WIDTH]) as Tensor2D,
      decays ? step : withoutDecay(step),
    );
  }

  read(): [string, Float32Array][] {
    const flat = this.table.read();
    return this.spans.map(({ name, from, length }) => [name, flat.slice(from, from + length)]);
  }
}
