import type { OpenBenchPage } from "./openPage";

/** One measured figure. */
export interface Figure {
  what: string;
  figure: string;
  /** What was asked for; empty where nothing was. */
  asked: string;
  /** Null where nothing was asked for, or it could not be measured. */
  reached: boolean | null;
  /** What the figure is made of, and where it was not reached, why. */
  note: string;
}

/** A table under the figures: where the time goes. */
export interface Detail {
  title: string;
  columns: string[];
  lines: string[][];
  words: string;
}

export interface RowResult {
  figures: Figure[];
  details: Detail[];
  /** Sentences about what must hold on any machine and did not: the bench then fails. */
  broken: string[];
}

/** What a row may use. */
export interface Bench {
  /** The bench page in a browser of its own. */
  openPage: OpenBenchPage;
  /** Address of the built site. */
  site: string;
  tell(line: string): void;
}

export interface Row {
  name: string;
  title: string;
  run(bench: Bench): Promise<RowResult>;
}
