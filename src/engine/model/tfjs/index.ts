/** What the backends take from tfjs, which is loaded only when a model needs it. */
export { openTfjsCpu, openTfjsWebGL } from "./tfjsBackend";
export { TfjsLearner } from "./tfjsLearner";
export { TfjsRankingLearner } from "./tfjsRankingLearner";
