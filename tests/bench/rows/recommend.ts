import { availableParallelism, loadavg } from "node:os";
import { fullSampleFile } from "../fullSample";
import { type NumpyPeers, startNumpy } from "../numpy";
import type { BenchPage } from "../openPage";
import type { DrawnModel } from "../page/protocol";
import type { Bench, Detail, Figure, Row } from "../row";
import { figure, MEASUREMENTS, median, milliseconds, quantile } from "../statistics";

const DOT_MS = 50;
const NETWORK_MS = 150;
const REASONS_MS = 150;
const SEARCH_MS = 50;
const NEW_CUSTOMER_MS = 100;

const USERS = 50;
const CUSTOMERS = 25;
const RATINGS = [1, 5, 50];
const IDS = 4;
const BULK_USERS = 20_000;
const BULK_FACTORS = [32, 8];

const MODELS: (DrawnModel & { name: string; most: number })[] = [
  { name: "dot-product-bias, 32 factors", model: "dot-product-bias", factors: 32, hidden: [], most: DOT_MS },
  { name: "hybrid, 8 factors", model: "hybrid", factors: 8, hidden: [], most: DOT_MS },
  { name: "collabnn, 32 factors, 100-50", model: "collabnn", factors: 32, hidden: [100, 50], most: NETWORK_MS },
  { name: "hybrid, 8 factors, 50", model: "hybrid", factors: 8, hidden: [50], most: NETWORK_MS },
];

/** The median and the 95th percentile of what some calls took: both are to keep the limit. */
function calls(what: string, times: number[], most: number, note: string): Figure {
  const [middle, late] = [median(times), quantile(times, 0.95)];
  return {
    what,
    figure: `${milliseconds(middle)}; 95th percentile ${milliseconds(late)}`,
    asked: `≤ ${most} ms`,
    reached: late <= most,
    note: `${times.length} calls${note}; the slowest ${milliseconds(Math.max(...times))}.`,
  };
}

/** Lists, reasons and lists of new customers by one model. */
async function ofModel(page: BenchPage, { name, most, ...drawn }: (typeof MODELS)[number], tell: Bench["tell"]) {
  const ready = await page.call("recommend", "model", drawn);
  const lists = await page.call("recommend", "lists", { users: USERS });
  const { ms, ratings } = await page.call("recommend", "reasons", { users: CUSTOMERS });
  const given = await page.call("recommend", "newReasons", { customers: CUSTOMERS, ratings: 50 });
  const rated = `, users with ${Math.min(...ratings)} to ${Math.max(...ratings)} ratings, the most that any has`;
  const newLists: Figure[] = [];
  for (const count of RATINGS) {
    const times = await page.call("recommend", "newLists", { customers: CUSTOMERS, ratings: count });
    const plural = count === 1 ? "rating" : "ratings";
    newLists.push(calls(`${name}: list of a new customer, ${count} ${plural}`, times, NEW_CUSTOMER_MS, ""));
  }
  const figures = [
    calls(`${name}: top 10`, lists, most, `; the model was ready ${milliseconds(ready)} after its weights`),
    calls(`${name}: reasons, users of the file`, ms, REASONS_MS, rated),
    calls(`${name}: reasons, 50 ratings given`, given, REASONS_MS, ""),
    ...newLists,
  ];
  for (const { what, figure } of figures) tell(`${what}: ${figure}`);
  return figures;
}

async function searching(page: BenchPage): Promise<{ figure: Figure; detail: Detail }> {
  const searches = await page.call("recommend", "search", { ids: IDS });
  const slowest = searches.reduce((a, b) => (b.ms > a.ms ? b : a));
  const lengths = [...new Set(searches.map(({ query }) => query.length))];
  return {
    figure: calls(
      "search as you type",
      searches.map(({ ms }) => ms),
      SEARCH_MS,
      ` of 1 to 12 letters, slowest "${slowest.query}" with ${slowest.total.toLocaleString("en")} found`,
    ),
    detail: {
      title: "Search as you type, by letters typed",
      columns: ["Letters", "Queries", "Median ms", "Slowest ms", "Most found"],
      lines: lengths.map((length) => {
        const of = searches.filter(({ query }) => query.length === length);
        const times = of.map(({ ms }) => ms);
        const most = Math.max(...of.map(({ total }) => total));
        return [length, of.length, figure(median(times)), figure(Math.max(...times)), most.toLocaleString("en")].map(
          String,
        );
      }),
      words: `Ids of ${IDS} users a letter at a time, and two texts that no id goes on as; an id has up to 8 letters.`,
    },
  };
}

/** What holds scores alone back where NumPy is faster. */
const BEHIND = " WebAssembly's vectors hold 4 floats, native ones 8 or 16.";
/** What picking leaves out, counted once. */
const PICKED =
  " Only pairs that can enter a list are scored: with these drawn weights nearly all at 32 factors, half at 8.";

interface BulkRound {
  ours: number;
  one: number;
  byDefault: number;
}

/** Scores of many users, ours and NumPy's in turn. */
async function bulk({ tell }: Bench, page: BenchPage, numpy: NumpyPeers | null, factors: number): Promise<Figure[]> {
  await page.call("recommend", "model", { model: "dot-product-bias", factors, hidden: [] });
  const figures: Figure[] = [];
  for (const picked of [false, true]) {
    const rounds: BulkRound[] = [];
    for (let i = 0; i < MEASUREMENTS; i++) {
      const ours = await page.call("recommend", "bulk", { users: BULK_USERS, what: picked ? "best" : "scores" });
      const theirs = await numpy?.rates({ users: BULK_USERS, products: 9560, factors, picked });
      rounds.push({ ours, one: theirs?.one ?? Number.NaN, byDefault: theirs?.byDefault ?? Number.NaN });
    }
    figures.push(compared(factors, picked, rounds, numpy));
    tell(`${figures.at(-1)!.what}: ${figures.at(-1)!.figure}. ${figures.at(-1)!.note}`);
  }
  const rate = await page.call("recommend", "bulk", { users: BULK_USERS, what: "file" });
  figures.push({
    what: `bulk, ${factors} factors, written as CSV`,
    figure: `${rateOf(rate)} pairs/s`,
    asked: "",
    reached: null,
    note: `${figure(rate / 9560)} users a second, with everything that the file needs.`,
  });
  return figures;
}

function rateOf(pairsPerSecond: number): string {
  return `${figure(pairsPerSecond / 1e6)} million`;
}

function compared(factors: number, picked: boolean, rounds: BulkRound[], numpy: NumpyPeers | null): Figure {
  const what = `bulk, ${factors} factors, ${picked ? "top 10 picked" : "scores alone"}`;
  const of = (pick: (round: BulkRound) => number) => median(rounds.map(pick));
  const ours = `${rateOf(of((round) => round.ours))} pairs/s`;
  if (!numpy) {
    const note = "NumPy was not found: no python3 here can import numpy.";
    return { what: `${what}: ours`, figure: ours, asked: "", reached: null, note };
  }
  // Against whichever number of threads is the faster here.
  const best = of(({ one }) => one) >= of(({ byDefault }) => byDefault) ? "one" : "byDefault";
  const ratio = of((round) => round.ours / round[best]);
  const why = picked ? PICKED : ratio < 1 ? BEHIND : "";
  const sides = `NumPy ${numpy.version}: ${rateOf(of(({ one }) => one))} with one thread, ${rateOf(of(({ byDefault }) => byDefault))}`;
  return {
    what: `${what}: ours ÷ NumPy`,
    figure: `${figure(ratio)}×`,
    asked: "≥ 1×",
    reached: ratio >= 1,
    note: `Ours, one worker: ${ours}. ${sides} by default (${availableParallelism()}); against the faster.${why}`,
  };
}

/** What the recommendation worker answers about customers, at full size. */
export const recommendRow: Row = {
  name: "recommend",
  title: "Recommending from the full-size sample: 9,560 products for 1,157,633 users",
  async run(bench) {
    const { openPage, tell } = bench;
    const load = loadavg().map(figure).join(", ");
    const file = await fullSampleFile();
    const page = await openPage();
    const numpy = await startNumpy();
    try {
      await page.setFile(file);
      await page.call("recommend", "load", null);
      const figures: Figure[] = [];
      for (const model of MODELS) figures.push(...(await ofModel(page, model, tell)));
      const search = await searching(page);
      tell(`${search.figure.what}: ${search.figure.figure}; ${search.figure.note}`);
      figures.push(search.figure);
      for (const factors of BULK_FACTORS) figures.push(...(await bulk(bench, page, numpy, factors)));
      tell(`Load average before: ${load}; after: ${loadavg().map(figure).join(", ")}`);
      return { figures, details: [search.detail], broken: [] };
    } finally {
      numpy?.stop();
      await page.close();
    }
  },
};
