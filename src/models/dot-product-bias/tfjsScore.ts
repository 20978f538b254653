import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import { factorsOf, type Score } from "../tfjsScore";

export const score: Score = (users, products, _dense, factors) => {
  const batch = users.shape[0];
  const bias = users.add<Tensor2D>(products).slice([0, factors], [batch, 1]).flatten();
  const interaction = factorsOf(users, factors).mul(factorsOf(products, factors)).sum(1);
  return interaction.add(bias) as Tensor1D;
};
