import { BOM, csvLine, textField } from "../../../domain/csv";
import { textOf } from "../../read/vocabulary";
import type { Breathe } from "../breathe";
import type { BulkEstimate, BulkProgress, BulkResult } from "../types";
import { CsvParts } from "./csvParts";
import { type Lines, type ListJob, ListMaker } from "./listMaker";
import { Sharing } from "./sharing";

/** Progress is told at most so often, in milliseconds. */
const PACE = 100;
/** An estimate takes about so long, in milliseconds, and looks at no more users. */
const TRIAL = 500;
const TRIAL_USERS = 4096;

const HEAD = BOM + csvLine(["user", "rank", "product", "title", "predicted"]);
const HEAD_BYTES = new TextEncoder().encode(HEAD).length;

/**
 * The lists of these users as CSV: user, rank from 1, product, title, predicted rating (empty from a model that ranks
 * only). Rejects when `breathe` does.
 */
export async function writeLists(
  making: ListJob,
  users: Int32Array,
  breathe: Breathe,
  tell: (progress: BulkProgress) => void,
): Promise<BulkResult> {
  const maker = new ListMaker(making);
  const csv = new CsvParts();
  csv.add(HEAD);
  let [lines, without, told] = [0, 0, 0];
  const start = performance.now();
  for (let from = 0; from < users.length; from += maker.chunk) {
    const chunk = users.subarray(from, from + maker.chunk);
    const counts = writeLines(maker.linesOf(chunk), making, chunk, csv);
    lines += counts.lines;
    without += counts.without;
    const now = performance.now();
    if (now - told > PACE) {
      told = now;
      const done = Math.min(users.length, from + maker.chunk);
      const perSecond = (1000 * done) / (now - start);
      tell({ users: done, total: users.length, perSecond, secondsLeft: (users.length - done) / perSecond });
    }
    await breathe();
  }
  return { csv: csv.blob(), users: users.length, without, lines };
}

/**
 * How long the file would take, from making and writing the lists of some of the users. The first of them are not timed:
 * code is slow when it is new.
 */
export async function estimateLists(making: ListJob, users: Int32Array, breathe: Breathe): Promise<BulkEstimate> {
  const lists = await differentLists(making, users, breathe);
  if (users.length === 0) return { users: 0, lists, seconds: 0, bytes: HEAD_BYTES };
  const maker = new ListMaker(making);
  const sample = spread(users, Math.min(users.length, TRIAL_USERS));
  const csv = new CsvParts();
  const isWarm = (from: number) => from > 0 || sample.length <= maker.chunk;
  let [inLists, writing, made, written] = [0, 0, 0, 0];
  let tried = 0;
  for (; tried < sample.length && inLists + writing < TRIAL; await breathe()) {
    const chunk = sample.subarray(tried, tried + maker.chunk);
    const before = maker.made;
    const start = performance.now();
    const listed = maker.linesOf(chunk);
    const between = performance.now();
    writeLines(listed, making, chunk, csv);
    if (isWarm(tried)) {
      inLists += between - start;
      writing += performance.now() - between;
      made += maker.made - before;
      written += chunk.length;
    }
    tried += chunk.length;
  }
  return {
    users: users.length,
    lists,
    seconds: ((made > 0 ? inLists / made : 0) * lists + (writing / written) * users.length) / 1000,
    bytes: Math.round(HEAD_BYTES + (csv.size / tried) * users.length),
  };
}

function writeLines(lists: readonly Lines[], { catalogue }: ListJob, users: Int32Array, csv: CsvParts) {
  let [lines, without] = [0, 0];
  lists.forEach((ends, i) => {
    if (ends.length === 0) {
      without++;
      return;
    }
    lines += ends.length;
    const user = textField(textOf(catalogue.columns.users, users[i]));
    let text = "";
    for (const end of ends) text += user + end;
    csv.add(text);
  });
  return { lines, without };
}

const NONE = new Int32Array(0);
const NOTHING: ReadonlySet<number> = new Set();

/** Lists that these users have between them. */
async function differentLists(making: ListJob, users: Int32Array, breathe: Breathe): Promise<number> {
  const { catalogue, answering, options } = making;
  const sharing = new Sharing(answering.model);
  const keys = new Set<string>();
  let own = 0;
  for (let i = 0; i < users.length; i++) {
    const history = answering.interest?.historyOf(users[i]) ?? NONE;
    const rated = () => (options.again ? NOTHING : catalogue.index.ratedBy(users[i]));
    const key = sharing.keyOf(answering.model.userOf(users[i]), rated, history);
    if (key === null) own++;
    else keys.add(key);
    if (i % 1024 === 0) await breathe();
  }
  return own + keys.size;
}

/** So many of them, evenly spread. */
function spread(users: Int32Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => users[Math.floor((i * users.length) / count)]);
}
