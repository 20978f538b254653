import { launchChromium, newVisit } from "../../driver/browser";
import { brush, chart, handle } from "../../driver/explore";
import { dropFile, goTo, openSite, waitForDataset, waitForRunFinished } from "../../driver/studio";
import { fullSampleFile } from "../fullSample";
import { type Interaction, interactions } from "../interactions";
import type { BenchPage } from "../openPage";
import type { Bench, Detail, Figure, Row } from "../row";
import { figure, MEASUREMENTS, median, milliseconds, quantile } from "../statistics";

const MOST_MS = { median: 50, p95: 120, task: 50 };
/** Moves of the mouse in one drag, and the time between two: a mouse tells of some sixty a second. */
const MOVES = 120;
const MOVE_MS = 16;
const DRAGS = 3;

function asked(what: string, ms: number, most: number | null, note: string): Figure {
  return {
    what,
    figure: milliseconds(ms),
    asked: most === null ? "" : `≤ ${most} ms`,
    reached: most === null ? null : ms <= most,
    note,
  };
}

/** Median and 95th percentile of what each step took. */
function summary(where: string, times: number[], limits: boolean, note: string): Figure[] {
  return [
    asked(`${where}: median`, median(times), limits ? MOST_MS.median : null, note),
    asked(`${where}: 95th percentile`, quantile(times, 0.95), limits ? MOST_MS.p95 : null, ""),
  ];
}

function byKind(steps: readonly Interaction[], worker: number[], page: number[]): Detail {
  const kinds = [...new Set(steps.map(({ kind }) => kind))];
  return {
    title: "An interaction by its kind",
    columns: ["Interaction", "Steps", "Worker, median ms", "Worker, slowest ms", "Page, median ms"],
    lines: kinds.map((kind) => {
      const of = (times: number[]) => times.filter((_, i) => steps[i % steps.length].kind === kind);
      const [ours, seen] = [of(worker), of(page)];
      return [
        kind,
        String(ours.length / MEASUREMENTS),
        figure(median(ours)),
        figure(Math.max(...ours)),
        figure(median(seen)),
      ];
    }),
    words: "Charts that an interaction leaves as they were are not computed again; what all ratings come to is kept.",
  };
}

/** The same steps some times over, one round after the other. */
async function rounds(measure: () => Promise<number[]>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < MEASUREMENTS; i++) times.push(...(await measure()));
  return times;
}

async function building(page: BenchPage): Promise<Figure[]> {
  const builds: { buildMs: number; surveyMs: number }[] = [];
  for (let i = 0; i < MEASUREMENTS; i++) builds.push(await page.call("explore", "build", null));
  const [first] = builds;
  const note = `Median of ${MEASUREMENTS}; the first, before anything is compiled:`;
  const of = (pick: (build: (typeof builds)[number]) => number) => median(builds.map(pick));
  return [
    asked(
      "building the Explorer",
      of(({ buildMs }) => buildMs),
      null,
      `${note} ${milliseconds(first.buildMs)}.`,
    ),
    asked(
      "the first survey",
      of(({ surveyMs }) => surveyMs),
      null,
      `${note} ${milliseconds(first.surveyMs)}.`,
    ),
  ];
}

/** Against the naive peer, one interaction of each of some kinds. */
async function againstNaive(page: BenchPage, steps: readonly Interaction[], tell: Bench["tell"]) {
  const chosen = [15, 30, 42, 47, 51, 62, 70, 85].map((i) => steps[i].filter);
  const pairs: { oursMs: number; theirsMs: number; agree: boolean }[] = [];
  for (const filter of chosen) {
    const pair = await page.call("explore", "compare", { filter });
    tell(`naive ${milliseconds(pair.theirsMs)}, ours ${milliseconds(pair.oursMs)}: ${JSON.stringify(filter)}`);
    pairs.push(pair);
  }
  const ours = milliseconds(median(pairs.map(({ oursMs }) => oursMs)));
  const theirs = milliseconds(median(pairs.map(({ theirsMs }) => theirsMs)));
  const ratios = pairs.map(({ oursMs, theirsMs }) => theirsMs / oursMs);
  const compared: Figure = {
    what: "naive, row by row into Maps ÷ ours",
    figure: `${figure(median(ratios))}×`,
    asked: "",
    reached: null,
    note: `Sides: ${theirs} and ${ours}; ${pairs.length} filters, each set from none; ${figure(Math.min(...ratios))}× to ${figure(Math.max(...ratios))}×. The naive one makes no tests and no quartiles of its counts.`,
  };
  return { compared, agree: pairs.every((pair) => pair.agree) };
}

/** What is noted in the page: the longer tasks, in ms, and the numbers of ratings that the filter bar showed. */
interface Seen {
  tasks: number[];
  amounts: Set<string>;
}

/** Tasks of the page that are longer than 50 ms while a brush is dragged over the time chart. */
async function dragging({ site, tell }: Bench, file: string): Promise<Figure[]> {
  const browser = await launchChromium();
  try {
    const { page } = await newVisit(browser);
    await openSite(page, site, "#/train?epochs=1&backend=wasm");
    await waitForRunFinished(page);
    await goTo(page, "#/data");
    await dropFile(page, file);
    await waitForDataset(page, file);
    await goTo(page, "#/explore");
    const last = handle(page, "time", "Last");
    await last.waitFor();
    const bins = Number(await last.getAttribute("aria-valuemax")) + 1;
    // No named function inside: tsx would call a helper of its own there, which the page does not have.
    await page.evaluate(() => {
      const seen: Seen = { tasks: [], amounts: new Set() };
      const amount = document.querySelector("section[aria-label=Filters] strong");
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.tasks.push(duration);
      }).observe({ type: "longtask" });
      new MutationObserver(() => {
        seen.amounts.add(amount?.textContent ?? "");
      }).observe(document.body, { characterData: true, childList: true, subtree: true });
      Object.assign(window, { seen });
    });
    const takeSeen = () =>
      page.evaluate(() => {
        const { seen } = window as unknown as { seen: Seen };
        const amounts = seen.amounts.size;
        seen.amounts.clear();
        return { tasks: seen.tasks.splice(0), amounts };
      });
    const drags: number[][] = [];
    let answers = 0;
    for (let i = 0; i < DRAGS; i++) {
      // Whatever the page still does about what was before is not of this drag.
      await page.waitForTimeout(1000);
      await takeSeen();
      await brush(chart(page, "time"), { from: 0.2 * bins, to: 0.75 * bins, bins }, MOVES, () =>
        page.waitForTimeout(MOVE_MS),
      );
      await page.waitForTimeout(1000);
      const { tasks, amounts } = await takeSeen();
      drags.push(tasks);
      answers += amounts;
      tell(`drag ${i + 1}: ${amounts} answers, tasks over 50 ms: ${tasks.map(milliseconds).join(", ") || "none"}`);
      await page.getByRole("button", { name: "Reset" }).click();
    }
    const all = drags.flat();
    const longest = Math.max(0, ...all);
    return [
      {
        what: "longest task of the page while a brush is dragged",
        figure: all.length === 0 ? "under 50 ms" : milliseconds(longest),
        asked: `≤ ${MOST_MS.task} ms`,
        reached: longest <= MOST_MS.task,
        note: `${DRAGS} drags of ${MOVES} moves over the time chart; tasks longer than 50 ms in each: ${drags.map(({ length }) => length).join(", ")}; ${figure(answers / DRAGS)} answers a drag were drawn.`,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** One cross-filter over all charts of the full-size sample. */
export const exploreRow: Row = {
  name: "explore",
  title: "Explore on the full-size sample: all charts of 1,292,954 ratings after a change of the filter",
  async run(bench) {
    const { openPage, tell } = bench;
    const file = await fullSampleFile();
    const steps = interactions();
    const filters = steps.map(({ filter }) => filter);
    const page = await openPage();
    await page.setFile(file);
    await page.call("explore", "load", null);
    const built = await building(page);
    const inWorker = await rounds(() => page.call("explore", "steps", { filters }));
    tell(`in the worker: median ${milliseconds(median(inWorker))}, 95th ${milliseconds(quantile(inWorker, 0.95))}`);
    const { compared, agree } = await againstNaive(page, steps, tell);
    await page.close();

    const other = await openPage();
    await other.setFile(file);
    await other.call("page", "read", null);
    const onPage = await rounds(() => other.call("page", "steps", { filters }));
    await other.close();
    tell(`as the page sees it: median ${milliseconds(median(onPage))}, 95th ${milliseconds(quantile(onPage, 0.95))}`);

    const slowest = (times: number[]) =>
      `${steps.length} interactions, ${MEASUREMENTS} rounds of them; the slowest ${milliseconds(Math.max(...times))}.`;
    return {
      figures: [
        ...summary("an interaction in the worker", inWorker, true, slowest(inWorker)),
        ...summary("an interaction as the page sees it", onPage, false, slowest(onPage)),
        ...(await dragging(bench, file)),
        ...built,
        compared,
      ],
      details: [byKind(steps, inWorker, onPage)],
      broken: agree ? [] : ["The Explorer and the naive peer count differently."],
    };
  },
};
