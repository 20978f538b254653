import { concat } from "@tensorflow/tfjs-core";
import { factorsOf, multilayer, type Score } from "../tfjsScore";

export const score: Score = (users, products, dense, factors) =>
  multilayer(concat([factorsOf(users, factors), factorsOf(products, factors)], 1), dense);
