import type { Random } from "../../domain/random";
import type { Design } from "./design";
import { type BiasSide, type Side, START } from "./groups";
import type { SamplerMemory, StartingRows } from "./types";

/** What of a sampler is filled before its first sweep: groups lie in its memory, and `errors` is where those begin. */
interface Unfilled {
  memory: SamplerMemory;
  design: Design;
  user: Side;
  product: Side;
  userBias: BiasSide;
  productBias: BiasSide;
  errors: number;
}

/** Own factors as they begin, or as an earlier model left them; what the ratings leave follows. */
export function begin(
  sampler: Unfilled,
  users: Int32Array,
  factors: number,
  start: StartingRows | null,
  random: Random,
): void {
  const { design, memory } = sampler;
  const { entityUser } = design;
  const fill = (of: Side, mask: Int32Array, rows: Float32Array | undefined, codeOf: (key: number) => number) => {
    const [own, core, total] = [of.own.values, of.core, of.total].map((pointer) =>
      memory.doubles(pointer, of.keys * factors),
    );
    for (let key = 0; key < of.keys; key++) {
      if (!mask[key]) continue;
      for (let k = 0; k < factors; k++) {
        const given = rows && start && k < start.factors ? rows[codeOf(key) * start.factors + k] : 0;
        own[k * of.keys + key] = given || START * random.normal();
      }
    }
    core.set(own);
    total.set(own);
  };
  fill(sampler.user, design.ownEntity, start?.users, (key) => entityUser[key]);
  fill(sampler.product, design.ownProduct, start?.products, (key) => key);
  const biases = (of: BiasSide, mask: Int32Array, given: Float32Array) => {
    const [own, total] = [of.own.values, of.total].map((pointer) => memory.doubles(pointer, of.keys));
    for (let key = 0; key < of.keys; key++) if (mask[key] > 0) own[key] = given[key];
    total.set(own);
  };
  if (start) {
    biases(sampler.userBias, design.userCounts, start.userBias);
    biases(sampler.productBias, design.productCounts, start.productBias);
  }
  takeFromErrors(sampler, users, factors);
}

function takeFromErrors(sampler: Unfilled, users: Int32Array, factors: number): void {
  const { memory, design, user, product } = sampler;
  const errors = memory.doubles(sampler.errors, design.cellOf.length);
  const { entity, product: ofProduct } = design.cells;
  const a = memory.doubles(user.total, user.keys * factors);
  const b = memory.doubles(product.total, product.keys * factors);
  const ofUser = memory.doubles(sampler.userBias.total, sampler.userBias.keys);
  const ofItem = memory.doubles(sampler.productBias.total, sampler.productBias.keys);
  for (let i = 0; i < errors.length; i++) {
    const cell = design.cellOf[i];
    let score = ofUser[users[i]] + ofItem[ofProduct[cell]];
    for (let k = 0; k < factors; k++) {
      score += a[k * user.keys + entity[cell]] * b[k * product.keys + ofProduct[cell]];
    }
    errors[i] -= score;
  }
}
