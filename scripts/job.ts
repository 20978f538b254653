/** `npm run --silent job -- FILE.csv`: a whole job through the built page, without a window. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { launchChromium, newVisit } from "../tests/driver/browser";
import { serveFolder } from "../tests/driver/server";
import { HELP, type JobOptions, parseJob, UsageError } from "./job/options";
import { Progress } from "./job/progress";
import { runJob } from "./job/runJob";
import { requireUsers } from "./job/users";
import { buildSite, isSiteFresh, SITE } from "./lib/site";

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The job with its files' full paths: npm runs a script in the package's folder, whichever folder it was called from. */
function locateFiles(job: JobOptions): JobOptions {
  const files = job.files.map((name) => {
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${name}.`);
    return file;
  });
  return { ...job, files };
}

async function driveSite(job: JobOptions): Promise<string> {
  if (!isSiteFresh()) {
    tell("Building the site");
    if ((await buildSite("stderr")).code !== 0) throw new Error("The site does not build.");
  }
  const browser = await launchChromium();
  const server = await serveFolder(SITE);
  const progress = new Progress(tell);
  try {
    const visit = await newVisit(browser);
    return await Promise.race([runJob(job, visit, server.url, (status) => progress.report(status)), visit.lost]);
  } finally {
    progress.flush();
    await browser.close();
    await server.close();
  }
}

async function main(): Promise<number> {
  try {
    const job = parseJob(process.argv.slice(2));
    if (!job) {
      process.stdout.write(HELP);
      return 0;
    }
    const located = locateFiles(job);
    await requireUsers(located);
    process.stdout.write(`${(await driveSite(located)).trimEnd()}\n`);
    return 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
