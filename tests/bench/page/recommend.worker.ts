import { Random } from "../../../src/domain/random";
import { bytesOfBlob } from "../../../src/engine/read/bytes/source";
import type { RecommendColumns } from "../../../src/engine/read/copies";
import { forRecommending } from "../../../src/engine/read/copies";
import { readRatings } from "../../../src/engine/read/reading/read";
import { size, textOf } from "../../../src/engine/read/vocabulary";
import { type Answering, answeringOf } from "../../../src/engine/recommend/answering";
import { BlockScorer, type Scored } from "../../../src/engine/recommend/bulk/blockScorer";
import { BLOCK, PANEL, PanelMatrix } from "../../../src/engine/recommend/bulk/panelMatrix";
import { writeLists } from "../../../src/engine/recommend/bulk/writeLists";
import { RecommendExplorer } from "../../../src/engine/recommend/explorer";
import { DEFAULT_LIST, type NewRating } from "../../../src/engine/recommend/types";
import { serve } from "../../../src/workers/serve";
import { drawnSnapshot } from "./drawnSnapshot";
import type { RecommendCalls } from "./protocol";

const MOST_RATINGS = 50;
/** As the page asks. */
const MATCHES_SHOWN = 50;
const LONGEST_QUERY = 12;
/** Users who are handed over at once, as the file's writer does. */
const CHUNK = 1024;

let columns: RecommendColumns | null = null;
let explorer: RecommendExplorer | null = null;
let answering: Answering | null = null;

function open(): { columns: RecommendColumns; explorer: RecommendExplorer; answering: Answering } {
  if (!columns || !explorer || !answering) throw new Error("There is no model yet.");
  return { columns, explorer, answering };
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Codes of so many users, evenly spread over the file. */
function spread(count: number): Int32Array {
  const users = size(open().columns.users);
  return Int32Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * users) / count));
}

/** What customers who are not in the file have rated: products with a long tail, most of them well. */
function customers(count: number, ratings: number): NewRating[][] {
  const { products } = open().columns;
  const random = new Random(5, "bench customers");
  return Array.from({ length: count }, () => {
    const rated = new Set<number>();
    while (rated.size < ratings) rated.add(Math.floor(size(products) * random.next() ** 2));
    return [...rated].map((code) => ({
      product: textOf(products, code),
      rating: 5 - Math.floor(5 * random.next() ** 2),
    }));
  });
}

function people(users: Int32Array): Scored[] {
  const { explorer, answering } = open();
  const factors = answering.model.productFactors(0).length;
  return Array.from(users, (user) => ({
    direction: answering.model.userOf(user).vector.slice(0, factors),
    rated: explorer.catalogue.index.ratedBy(user),
  }));
}

/** Milliseconds that the scores of all these users for all products take, as the kernel makes them. */
function scoring(users: Int32Array): number {
  const { model } = open().answering;
  const products = size(open().columns.products);
  const directions = people(users).map(({ direction }) => direction);
  const matrix = new PanelMatrix(directions[0].length);
  const panels = Array.from({ length: Math.ceil(products / PANEL) }, (_, i) => {
    const codes = Array.from({ length: Math.min(PANEL, products - i * PANEL) }, (_, k) => i * PANEL + k);
    const biases = Float32Array.from(codes, (code) => model.productBias(code));
    return matrix.place(
      i * PANEL,
      codes.map((code) => model.productFactors(code)),
      biases,
    );
  });
  return msOf(() => {
    for (let from = 0; from < directions.length; from += BLOCK) {
      const block = directions.slice(from, from + BLOCK);
      matrix.setUsers(block);
      for (const panel of panels) matrix.scores(panel, block.length);
    }
  });
}

function picking(users: Int32Array): number {
  const { model } = open().answering;
  const scored = people(users);
  const typical = scored.reduce((sum, { direction }) => sum + Math.hypot(...direction) / scored.length, 0);
  const codes = Int32Array.from({ length: size(open().columns.products) }, (_, code) => code);
  const scorer = new BlockScorer(model, codes, typical);
  return msOf(() => {
    for (let from = 0; from < scored.length; from += CHUNK) scorer.best(scored.slice(from, from + CHUNK), 10);
  });
}

async function writing(users: Int32Array): Promise<number> {
  const { making } = open().explorer.bulk({ segment: null, list: DEFAULT_LIST });
  const start = performance.now();
  await writeLists(
    making,
    users,
    async () => {},
    () => {},
  );
  return performance.now() - start;
}

serve<RecommendCalls>(self, {
  async load({ file }) {
    columns = forRecommending((await readRatings([bytesOfBlob(file.name, file)])).dataset);
    explorer = new RecommendExplorer(columns);
    return { users: size(columns.users), products: size(columns.products) };
  },
  model(drawn) {
    if (!columns || !explorer) throw new Error("No ratings were read.");
    answering = null;
    const snapshot = drawnSnapshot(columns, drawn);
    const start = performance.now();
    answering = answeringOf(snapshot);
    explorer.setModel(answering);
    return performance.now() - start;
  },
  lists({ users }) {
    const { columns, explorer } = open();
    const ids = Array.from(spread(users), (code) => textOf(columns.users, code));
    return ids.map((id) => msOf(() => explorer.customer(id, DEFAULT_LIST)));
  },
  reasons({ users }) {
    const { columns, explorer } = open();
    const { index } = explorer.catalogue;
    const active = Array.from({ length: size(columns.users) }, (_, code) => code)
      .filter((code) => index.countOf(code) > 1 && index.countOf(code) <= MOST_RATINGS)
      .sort((a, b) => index.countOf(b) - index.countOf(a) || a - b)
      .slice(0, users);
    const ms = active.map((code) => {
      const user = textOf(columns.users, code);
      const { product } = explorer.customer(user, DEFAULT_LIST).recommendations[0];
      return msOf(() => explorer.reasons({ user }, product));
    });
    return { ms, ratings: active.map((code) => index.countOf(code)) };
  },
  newReasons(what) {
    const { explorer } = open();
    return customers(what.customers, what.ratings).map((ratings) => {
      const { product } = explorer.newCustomer(ratings, DEFAULT_LIST).recommendations[0];
      return msOf(() => explorer.reasons({ ratings }, product));
    });
  },
  newLists(what) {
    const { explorer } = open();
    return customers(what.customers, what.ratings).map((ratings) =>
      msOf(() => explorer.newCustomer(ratings, DEFAULT_LIST)),
    );
  },
  search({ ids }) {
    const { columns, explorer } = open();
    const whole = Array.from(spread(ids), (code) => textOf(columns.users, code));
    const queries = Array.from({ length: LONGEST_QUERY }, (_, i) => [
      ...whole.map((id) => id.slice(0, i + 1)),
      "u1234567890123".slice(0, i + 1),
      "zyxwvutsrqponm".slice(0, i + 1),
    ]).flat();
    return [...new Set(queries)].map((query) => {
      let total = 0;
      const ms = msOf(() => {
        const search = { query, limit: MATCHES_SHOWN, by: "activity", seed: 0, segment: null } as const;
        total = explorer.findUsers(search).total;
      });
      return { query, ms, total };
    });
  },
  async bulk({ users, what }) {
    const codes = spread(users);
    const work = { scores: scoring, best: picking, file: writing }[what];
    return (1000 * users * size(open().columns.products)) / (await work(codes));
  },
});
