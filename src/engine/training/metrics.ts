export { plainErrors as errorFigures } from "../evaluation/plainErrors";
