/** `npm run bench`: how fast the built engine is, in headless Chromium; writes tests/bench/results.md. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describeMachine } from "../tests/bench/machine";
import { benchPageAt } from "../tests/bench/openPage";
import { BENCH_PAGE, RESULTS } from "../tests/bench/paths";
import { report, type Section } from "../tests/bench/report";
import type { Bench, Row } from "../tests/bench/row";
import { ROWS } from "../tests/bench/rows";
import { serveFolder } from "../tests/driver/server";
import { run } from "./lib/run";
import { buildSite, isSiteFresh, SITE } from "./lib/site";

/** Without these a worker's clock is coarse: 0.1 ms instead of 5 µs. */
const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The rows that the command line asks for; all of them when it names none. */
function chosenRows(): Row[] {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
  const names = values.only ?? ROWS.map(({ name }) => name);
  return names.map((name) => {
    const row = ROWS.find((candidate) => candidate.name === name);
    if (!row)
      throw new Error(`There is no row "${name}"; rows: ${ROWS.map((candidate) => candidate.name).join(", ")}.`);
    return row;
  });
}

async function build(): Promise<void> {
  tell("Building");
  const page = await run("vite", ["build", "--config", "tests/bench/page/vite.config.ts", "--logLevel", "warn"]);
  if (page.code !== 0) throw new Error(`The bench page does not build.\n${page.output}`);
  if (!isSiteFresh() && (await buildSite("stderr")).code !== 0) throw new Error("The site does not build.");
}

async function describeBrowser(openPage: Bench["openPage"]): Promise<[string, string][]> {
  const page = await openPage();
  const machine = describeMachine(page.version, await page.call("engine", "renderer", null));
  await page.close();
  return machine;
}

async function main(): Promise<number> {
  const rows = chosenRows();
  await build();
  const [pageServer, siteServer] = [await serveFolder(BENCH_PAGE, { headers: ISOLATION }), await serveFolder(SITE)];
  try {
    const bench: Bench = { openPage: benchPageAt(pageServer.url), site: siteServer.url, tell };
    const machine = await describeBrowser(bench.openPage);
    const sections: Section[] = [];
    for (const row of rows) {
      tell(row.title);
      sections.push({ row, result: await row.run(bench) });
    }
    const text = report(machine, sections);
    process.stdout.write(text);
    if (rows.length === ROWS.length) writeFileSync(RESULTS, text);
    return sections.some(({ result }) => result.broken.length > 0) ? 1 : 0;
  } finally {
    await pageServer.close();
    await siteServer.close();
  }
}

process.exitCode = await main();
