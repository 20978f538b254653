import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, type Selection, type Survey } from "../../../src/engine/explore/types";
import { bytesOfBlob } from "../../../src/engine/read/bytes/source";
import { readRatings } from "../../../src/engine/read/reading/read";
import type { Dataset } from "../../../src/engine/read/types";
import { serve } from "../../../src/workers/serve";
import { Naive } from "./naive";
import type { ExploreCalls } from "./protocol";

let dataset: Dataset | null = null;
let explorer: Explorer | null = null;
let survey: Survey | null = null;
let naive: Naive | null = null;

function open(): { explorer: Explorer; survey: Survey; naive: Naive } {
  if (!explorer || !survey || !naive) throw new Error("There is no Explorer yet.");
  return { explorer, survey, naive };
}

/** Milliseconds that a piece of work takes, and what it gives. */
function timed<Result>(work: () => Result): { ms: number; result: Result } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

/** Whether both count the same ratings, users and products, and the same in every value of every segment and year. */
function agree({ labels }: Survey, ours: Selection, theirs: ReturnType<Naive["explore"]>): boolean {
  const segments = Object.entries(ours.segments).every(([role, { n }]) => {
    const groups = theirs.segments[role as keyof typeof theirs.segments]!;
    return labels[role as keyof typeof labels]!.every((label, code) => n[code] === (groups.get(label)?.n ?? 0));
  });
  const sum = ours.distribution.reduce((total, count) => total + count, 0);
  const rated = [...theirs.distribution.values()].reduce((total, { n }) => total + n, 0);
  return segments && sum === rated && ours.users === theirs.users.within && ours.products === theirs.products.within;
}

serve<ExploreCalls>(self, {
  async load({ file }) {
    dataset = (await readRatings([bytesOfBlob(file.name, file)])).dataset;
    naive = new Naive(dataset);
    return dataset.size;
  },
  build() {
    if (!dataset) throw new Error("No ratings were read.");
    const opened = dataset;
    const built = timed(() => new Explorer(opened));
    const surveyed = timed(() => built.result.survey(FIRST_VIEWS));
    explorer = built.result;
    survey = surveyed.result;
    return { buildMs: built.ms, surveyMs: surveyed.ms };
  },
  steps({ filters }) {
    const { explorer } = open();
    return filters.map((filter) => timed(() => explorer.explore(filter)).ms);
  },
  compare({ filter }) {
    const { explorer, survey, naive } = open();
    // From no filter, so that none of it is remembered.
    explorer.explore({});
    const ours = timed(() => explorer.explore(filter));
    const theirs = timed(() => naive.explore(filter));
    return { oursMs: ours.ms, theirsMs: theirs.ms, agree: agree(survey, ours.result, theirs.result) };
  },
});
