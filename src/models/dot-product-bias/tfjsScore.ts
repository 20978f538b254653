import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import { factorColumns, type Score } from "../tfjsScore";

export const dotProductBiasScore: Score = (users, products, _dense, factors) => {
  const batch = users.shape[0];
  const bias = users.add<Tensor2D>(products).slice([0, factors], [batch, 1]).flatten();
  const interaction = factorColumns(users, factors).mul(factorColumns(products, factors)).sum(1);
  return interaction.add(bias) as Tensor1D;
};
