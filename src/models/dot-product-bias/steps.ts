import { dotProductSteps } from "../dot-product/steps";
import type { ModelSteps } from "../steps";
import { MODEL } from "./definition";

/** As the dot product: its kernels and programs take the bias along where rows have one. */
export const dotProductBiasSteps: ModelSteps = { ...dotProductSteps, model: MODEL };
