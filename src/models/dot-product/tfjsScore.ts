import type { Tensor1D } from "@tensorflow/tfjs-core";
import type { Score } from "../tfjsScore";

export const dotProductScore: Score = (users, products) => users.mul(products).sum(1) as Tensor1D;
