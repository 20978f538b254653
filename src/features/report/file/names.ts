import type { PartName } from "./types";

/** What the parts are called where a person chooses among them. */
export const PART_LABELS: Record<PartName, string> = {
  findings: "Findings",
  charts: "Charts of the data",
  results: "Test of the model",
  runs: "All runs compared",
  training: "Settings and training",
  examples: "Example recommendations",
  quality: "Data quality",
  glossary: "Glossary",
};
