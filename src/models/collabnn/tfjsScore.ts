import { concat } from "@tensorflow/tfjs-core";
import { factorColumns, multilayer, type Score } from "../tfjsScore";

export const collabnnScore: Score = (users, products, dense, factors) =>
  multilayer(concat([factorColumns(users, factors), factorColumns(products, factors)], 1), dense);
