import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentOf, plain, type ReadDocument, readFiles } from "../../scripts/read/document";
import { ratingsOf } from "../engine/read/reading";

/** Inputs that lie beside a checkout where its makers keep them; they are not part of it. */
const FOLDER = "../shared/cases/reading";

interface Case {
  file: string;
  accepted: string;
  users: string;
  products: string;
  min: string;
  max: string;
  details: string;
  feedback: string;
  also: string;
  must_match: string;
  sample: string;
  extra: string;
}

function cases(): Case[] {
  const [header = "", ...rows] = readFileSync(`${FOLDER}/EXPECTED.tsv`, "utf8").trimEnd().split("\n");
  const names = header.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((value, i) => [names[i], value])) as never);
}

/** Read the case; the sentence where it is refused. */
async function outcome({ file, details }: Case): Promise<{ read: ReadDocument; all: string[][] } | string> {
  const paths = [file, ...(details === "-" ? [] : [details])].map((name) => `${FOLDER}/${name}`);
  try {
    const reading = await readFiles(paths);
    const all = ratingsOf(reading.dataset).map(({ user, product, rating }) => [
      user,
      product,
      String(plain(Number(rating))),
    ]);
    return { read: documentOf(reading), all: all.map((row) => row.map(String)) };
  } catch (error) {
    return (error as Error).message;
  }
}

const number = (text: string) => (text === "-" || text === "?" ? null : Number(text));

function check(expected: Case, read: ReadDocument, first: string[][]): void {
  const told = { accepted: read.accepted, users: read.users, products: read.products };
  const { accepted, users, products } = expected;
  expect(told).toEqual({ accepted: number(accepted), users: number(users), products: number(products) });
  const [low, high] = [number(expected.min), number(expected.max)];
  if (low !== null && high !== null) {
    expect(read.scale[0]).toBeCloseTo(low, 3);
    expect(read.scale[1]).toBeCloseTo(high, 3);
  }
  if (expected.feedback !== "either") expect(read.feedback).toBe(expected.feedback);
  const [user, product, rating] = expected.sample.split(" / ");
  if (product?.startsWith("(")) expect(first.map(([u, , r]) => [u, r])).toContainEqual([user, rating]);
  else if (rating === undefined) expect(first.map(([u, p]) => [u, p])).toContainEqual([user, product]);
  else if (product === "B00IOY8X05 (or AVp5)") expect(first).toContainEqual([user, "B00IOY8X05", rating]);
  else expect(first).toContainEqual([user, product, rating]);
  const span = /time (\S+)\.\.([\d-]+)/.exec(`${expected.extra} ${expected.also}`);
  if (span) expect(read.timeSpan?.map((time) => time.slice(0, 10))).toEqual([span[1], span[2]]);
  if (/titles of all 6/.test(expected.extra)) expect(read.titled).toBe(6);
}

describe.skipIf(!existsSync(FOLDER))("the inputs that people really have are read rightly", () => {
  it.each(existsSync(FOLDER) ? cases() : [])("$file", async (expected) => {
    const found = await outcome(expected);
    // Of lines of baskets a refusal or a reading is right.
    if (expected.file === "baskets-lines.csv" && typeof found !== "string") {
      expect(found.read).toMatchObject({ feedback: "implicit", users: 58, products: 5, rejected: 0 });
    } else if (expected.accepted === "refuse") {
      expect(found).toBeTypeOf("string");
      expect(found).toMatch(new RegExp(expected.must_match, "i"));
    } else if (typeof found === "string") {
      expect(found).toBe("");
    } else check(expected, found.read, found.all);
  });
});
